package dev.readiness.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SliceObjectiveTests {

    @Test
    void refusesWhatCouldNeverFire() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SliceObjective(BigDecimal.valueOf(93), null, BigDecimal.valueOf(80)))
                .withMessageContaining("'availability' must be at least 93.1 but is 93")
                .withMessageContaining("'latency-share' must be at least 83.4 but is 80");
        assertThat(new SliceObjective(new BigDecimal("93.1"), null, new BigDecimal("83.4"))
                        .failing(SliceObjective.QUICKEST))
                .isLessThan(BigDecimal.ONE);
    }

    @Test
    void refusesPerfection() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SliceObjective(BigDecimal.valueOf(100), Duration.ZERO, BigDecimal.valueOf(95)))
                .withMessageContaining("'availability' must be less than 100")
                .withMessageContaining("'latency' must be more than zero");
    }
}
