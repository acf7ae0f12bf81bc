package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RememberingCheckTests {

    private Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private int runs;
    private boolean broken;

    private final HealthCheck check = HealthCheck.atMostEvery(
            Duration.ofMinutes(1),
            () -> {
                runs++;
                if (broken) {
                    throw new IllegalStateException("gone");
                }
                return HealthResult.up().with("run", Integer.toString(runs));
            },
            () -> now);

    @Test
    void looksAgainWhenTheTimeIsOver() throws Exception {
        check.check();
        now = now.plusSeconds(59);
        assertThat(check.check().details()).containsEntry("run", "1");

        now = now.plusSeconds(1);

        assertThat(check.check().details()).containsEntry("run", "2");
    }

    @Test
    void looksAgainWhenTheClockWentBack() throws Exception {
        check.check();
        now = now.minusSeconds(1);

        assertThat(check.check().details()).containsEntry("run", "2");
    }

    @Test
    void aFailureIsNotRememberedAndHidesWhatWasKnown() throws Exception {
        check.check();
        now = now.plusSeconds(60);
        broken = true;
        assertThatIllegalStateException().isThrownBy(check::check);
        now = now.minusSeconds(30);
        assertThatIllegalStateException().isThrownBy(check::check);
        broken = false;

        assertThat(check.check().details()).containsEntry("run", "4");
    }

    @Test
    void refusesNoTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthCheck.atMostEvery(Duration.ZERO, check, () -> now))
                .withMessage("'time' must be more than nothing but is PT0S");
    }
}
