package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthChecksTests {

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void reportIsUpWhenEveryCheckIsUp() {
        HealthChecks checks = HealthChecks.builder()
                .readiness("db", HealthResult::up)
                .readiness("sms", HealthResult::up)
                .build();

        assertThat(checks.report(Probe.READINESS).status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void reportIsDownWhenOneCheckIsDown() {
        HealthChecks checks = HealthChecks.builder()
                .readiness("db", () -> HealthResult.down("no answer"))
                .readiness("sms", HealthResult::up)
                .build();

        assertThat(checks.report(Probe.READINESS).status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void reportIsUpWhenThereIsNoCheck() {
        assertThat(HealthChecks.builder().build().report(Probe.LIVENESS).status())
                .isEqualTo(HealthStatus.UP);
    }

    @Test
    void reportOfOneProbeDoesNotRunTheChecksOfTheOther() {
        HealthChecks checks = HealthChecks.builder()
                .liveness("threads", HealthResult::up)
                .readiness("db", () -> HealthResult.down("no answer"))
                .build();

        assertThat(checks.report(Probe.LIVENESS).results()).containsOnlyKeys("threads");
    }

    @Test
    void reportNamesOnlyTheClassOfAnExceptionBecauseItsMessageMayHoldASecret() {
        HealthChecks checks = HealthChecks.builder()
                .readiness("db", () -> {
                    throw new IllegalStateException("jdbc:postgresql://db?password=test-value");
                })
                .build();

        assertThat(checks.report(Probe.READINESS).results().get("db"))
                .isEqualTo(HealthResult.down("java.lang.IllegalStateException"));
    }

    @Test
    void reportHoldsTheOtherResultsWhenACheckThrowsAnError() {
        HealthChecks checks = HealthChecks.builder()
                .readiness("db", () -> {
                    throw new NoClassDefFoundError("org/postgresql/Driver");
                })
                .readiness("sms", HealthResult::up)
                .build();

        HealthReport report = checks.report(Probe.READINESS);

        assertThat(report.results().get("db").status()).isEqualTo(HealthStatus.DOWN);
        assertThat(report.results().get("sms").status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void reportIsDownWhenACheckReturnsNull() {
        HealthChecks checks = HealthChecks.builder().readiness("db", () -> null).build();

        assertThat(checks.report(Probe.READINESS).results().get("db"))
                .isEqualTo(HealthResult.down("the check returned null"));
    }

    @Test
    void reportKeepsTheInterruptOfTheCallersThread() {
        HealthChecks checks = HealthChecks.builder()
                .readiness("db", () -> {
                    throw new InterruptedException();
                })
                .build();

        HealthReport report = checks.report(Probe.READINESS);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(report.status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void refusesTwoChecksOfOneName() {
        HealthChecks.Builder builder = HealthChecks.builder().readiness("db", HealthResult::up);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.readiness("db", HealthResult::up))
                .withMessage("'name' must be new in READINESS but is 'db'");
    }

    @Test
    void isNotChangedByItsBuilderAfterwards() {
        HealthChecks.Builder builder = HealthChecks.builder();
        HealthChecks checks = builder.build();

        builder.readiness("db", () -> HealthResult.down("no answer"));

        assertThat(checks.report(Probe.READINESS).results()).isEmpty();
    }
}
