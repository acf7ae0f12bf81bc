package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundRateLimiterTests {

    @Test
    void makesNoMoreCallsThanTheLimit() {
        OutboundRateLimiter limiter = OutboundRateLimiter.of("sms", RateLimit.parse("2/1h"), Duration.ZERO);
        AtomicInteger calls = new AtomicInteger();
        limiter.call(calls::incrementAndGet);
        limiter.call(calls::incrementAndGet);

        assertThatExceptionOfType(OutboundLimitExceededException.class)
                .isThrownBy(() -> limiter.call(calls::incrementAndGet))
                .withMessage("Outbound limit 'sms' is exhausted (limit=2/1h, longest wait=0ms); the call was not made");
        assertThat(calls).hasValue(2);
    }

    @Test
    void failsWithoutWaitingWhenTheWaitCouldNotSucceed() {
        OutboundRateLimiter limiter = OutboundRateLimiter.of("sms", RateLimit.parse("1/1d"), Duration.ofHours(1));
        limiter.acquire();

        // With a wait this would take an hour.
        assertThatExceptionOfType(OutboundLimitExceededException.class).isThrownBy(limiter::acquire);
    }

    @Test
    void waitsForATurnThatComesInTime() {
        OutboundRateLimiter limiter = OutboundRateLimiter.of("sms", RateLimit.parse("1/1s"), Duration.ofMinutes(1));

        assertThat(limiter.call(() -> "one")).isEqualTo("one");
        assertThat(limiter.call(() -> "two")).isEqualTo("two");
    }

    @Test
    void makesNoCallForAnInterruptedThread() {
        OutboundRateLimiter limiter = OutboundRateLimiter.of("sms", RateLimit.parse("1/1h"), Duration.ofHours(2));
        limiter.acquire();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(OutboundLimitExceededException.class).isThrownBy(limiter::acquire);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesANegativeWait() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutboundRateLimiter.of("sms", RateLimit.parse("1/1s"), Duration.ofSeconds(-1)))
                .withMessage("'maxWait' must not be negative but is PT-1S");
    }

    @Test
    void saysWhichLimitsThereAreInsteadOfAnUnknownOne() {
        OutboundRateLimiters limiters =
                OutboundRateLimiters.of(List.of(OutboundRateLimiter.of("sms", RateLimit.parse("1/1s"), Duration.ZERO)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> limiters.named("smss"))
                .withMessage("'name' must be one of the outbound limits [sms] but is 'smss'");
    }
}
