package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthMonitorBuilderTests {

    @Test
    void livenessRefusesWhatLooksOutsideOfTheProcess() {
        HealthMonitorBuilder builder = HealthMonitor.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.check(
                        "db",
                        Probe.LIVENESS,
                        HealthResult::up,
                        CheckSettings.defaults().withShared(true)))
                .withMessageContaining("'db' looks outside of the process");
    }

    @Test
    void refusesTwoChecksOfOneName() {
        HealthMonitorBuilder builder = HealthMonitor.builder().readiness("db", HealthResult::up);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.liveness("db", HealthResult::up))
                .withMessage("'name' must be new but is 'db'");
    }

    @Test
    void settingsNameAllThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckSettings(
                        Impact.CRITICAL,
                        false,
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        0.9,
                        0,
                        1,
                        Duration.ofSeconds(1)))
                .withMessageContainingAll("'timeout'", "'downPeriod'", "'jitter'", "'failAfter'", "'staleAfter'");
    }

    @Test
    void whatTheAuthorOfACheckSaysHoldsWhereNoSettingsAreGiven() {
        RatedCheck rated = new RatedCheck(HealthResult::up, Impact.DEGRADED, true);

        try (HealthMonitor monitor = HealthMonitor.builder()
                .readiness("limits", rated)
                .readiness("other", rated, CheckSettings.defaults())
                .build()) {
            assertThat(monitor.states().get("limits").settings())
                    .isEqualTo(
                            CheckSettings.defaults().withImpact(Impact.DEGRADED).withShared(true));
            assertThat(monitor.states().get("other").settings()).isEqualTo(CheckSettings.defaults());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthMonitor.builder().liveness("limits", rated))
                .withMessageContaining("'limits' looks outside of the process");
    }
}
