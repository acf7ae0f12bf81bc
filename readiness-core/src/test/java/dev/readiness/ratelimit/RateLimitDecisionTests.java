package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitDecisionTests {

    private static final RateLimit LIMIT = RateLimit.parse("1/1m");

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT59.9S, 60"})
    void neverTellsAClientToComeBackTooEarly(Duration retryAfter, long seconds) {
        RateLimitDecision decision = new RateLimitDecision(false, LIMIT, 0, retryAfter, retryAfter);

        assertThat(decision.retryAfterSeconds()).isEqualTo(seconds);
    }

    @Test
    void refusesARefusalWithoutAnEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimitDecision(false, LIMIT, 0, Duration.ZERO, Duration.ZERO))
                .withMessage("'retryAfter' must be zero exactly if permitted but is PT0S, permitted=false");
    }
}
