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
        // At most one for each check, and the scheduler; a few of the JVM's own may come meanwhile.
        assertThat(figures.threads()).isBetween(11, 55);
    }
}
