package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthFiguresTests {

    /** Times are for the figures; what never depends on the machine is asserted. */
    @Test
    void probesRunNoCheckAndThreadsAreBounded() throws Exception {
        HealthFigures.Figures figures = HealthFigures.measure();

        assertThat(figures.runsByProbes()).isZero();
        assertThat(figures.hung()).isEqualTo(10);
        // One for each check that hangs, at most one for each of the others, the scheduler and the listeners.
        assertThat(figures.threads()).isBetween(11L, 52L);
    }
}
