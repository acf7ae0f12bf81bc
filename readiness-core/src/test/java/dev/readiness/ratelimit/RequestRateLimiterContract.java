package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every {@link RequestRateLimiter} must do. Extend it, say how to make one and how time passes, and run it. */
public abstract class RequestRateLimiterContract {

    /** Returns a new limiter that has not counted anything. */
    protected abstract RequestRateLimiter createLimiter(List<RateLimit> limits);

    /** Lets {@code time} pass for the limiters of this test. */
    protected abstract void advance(Duration time);

    /** Sets the clock of the store back by {@code time}; does nothing where a clock never goes back. */
    protected void setClockBack(Duration time) {}

    /** Stops the store and starts it again; does nothing where it lives as long as the limiter. */
    protected void restartStore() {}

    @Test
    void permitsTheCapacityAtOnceAndThenRefuses() {
        RequestRateLimiter limiter = limiter("3/1h");

        assertThat(permitted(limiter, "key", 5)).isEqualTo(3);
    }

    @Test
    void saysHowManyRequestsAreLeft() {
        RequestRateLimiter limiter = limiter("3/1h");

        assertThat(IntStream.range(0, 4)
                        .mapToLong(i -> limiter.tryAcquire("key").remaining()))
                .containsExactly(2L, 1L, 0L, 0L);
    }

    @Test
    void countsEachKeyByItself() {
        RequestRateLimiter limiter = limiter("1/1h");
        limiter.tryAcquire("one");

        assertThat(limiter.tryAcquire("two").permitted()).isTrue();
    }

    @Test
    void permitsAgainAfterTheTimeThatARefusalNames() {
        RequestRateLimiter limiter = limiter("5/15m");
        permitted(limiter, "key", 5);
        Duration retryAfter = limiter.tryAcquire("key").retryAfter();

        advance(retryAfter);

        assertThat(retryAfter).isEqualTo(Duration.ofMinutes(3));
        assertThat(limiter.tryAcquire("key").permitted()).isTrue();
    }

    @Test
    void refusesUntilTheTimeThatARefusalNamesIsOver() {
        RequestRateLimiter limiter = limiter("5/15m");
        permitted(limiter, "key", 5);

        advance(limiter.tryAcquire("key").retryAfter().minusMillis(1));

        assertThat(limiter.tryAcquire("key").permitted()).isFalse();
    }

    @Test
    void neverHoldsMoreThanTheCapacity() {
        RequestRateLimiter limiter = limiter("3/1s");
        permitted(limiter, "key", 3);

        advance(Duration.ofDays(1));

        assertThat(permitted(limiter, "key", 10)).isEqualTo(3);
    }

    @Test
    void givesBackAsAWholeAtTheEndOfAPeriodIfItRefillsByInterval() {
        RequestRateLimiter limiter =
                createLimiter(List.of(RateLimit.parse("3/1m").withRefill(RateLimit.Refill.INTERVAL)));
        IntStream.range(0, 3).forEach(i -> limiter.tryAcquire("key"));

        advance(Duration.ofSeconds(59));
        boolean within = limiter.tryAcquire("key").permitted();
        advance(Duration.ofSeconds(1));

        assertThat(within).isFalse();
        assertThat(limiter.tryAcquire("key").remaining()).isEqualTo(2);
    }

    @Test
    void takesNothingForARefusedRequest() {
        RequestRateLimiter limiter = limiter("1/10s");
        permitted(limiter, "key", 100);

        advance(Duration.ofSeconds(10));

        assertThat(limiter.tryAcquire("key").permitted()).isTrue();
    }

    @Test
    void takesAsMuchAsARequestCosts() {
        RequestRateLimiter limiter = limiter("10/10s");

        assertThat(limiter.tryAcquire("key", 4).remaining()).isEqualTo(6);
        assertThat(limiter.tryAcquire("key", 7).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(limiter.tryAcquire("key", 6).permitted()).isTrue();
    }

    @Test
    void neverPermitsWhatCostsMoreThanTheCapacity() {
        RateLimitDecision decision = limiter("10/10s", "5/1s").tryAcquire("key", 6);

        assertThat(decision.permitted()).isFalse();
        assertThat(decision.retryAfter()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Test
    void refusesACostThatTakesNothing() {
        RequestRateLimiter limiter = limiter("1/1s");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> limiter.tryAcquire("key", 0))
                .withMessage("'cost' must be at least 1 but is 0");
    }

    @Test
    void anObedientClientNeverComesTooEarly() {
        RequestRateLimiter limiter = limiter("7/11s", "13/1m");
        for (int i = 0; i < 200; i++) {
            RateLimitDecision decision = limiter.tryAcquire("key");
            if (!decision.permitted()) {
                advance(decision.retryAfter());
                assertThat(limiter.tryAcquire("key").permitted()).isTrue();
            }
        }
    }

    @Test
    void keepsWhatIsLeftInProportionWhenLimitsChange() {
        RequestRateLimiter limiter = limiter("100/1h");
        limiter.tryAcquire("key", 60);

        limiter.changeLimits(List.of(RateLimit.parse("10/1m")));

        assertThat(permitted(limiter, "key", 20)).isEqualTo(4);
        assertThat(permitted(limiter, "new", 20)).isEqualTo(10);
    }

    @Test
    void neverGivesAFreshBucketHoweverOftenLimitsChange() {
        RequestRateLimiter limiter = limiter("10/1h");
        permitted(limiter, "key", 10);
        for (String changed : List.of("20/1h", "3/1m", "1000/1d", "7/30m", "10/1h")) {
            limiter.changeLimits(List.of(RateLimit.parse(changed)));
            assertThat(limiter.tryAcquire("key").permitted()).isFalse();
        }
    }

    @Test
    void takesFromAllLimitsOrFromNone() {
        RequestRateLimiter limiter = limiter("2/1s", "4/1h");
        permitted(limiter, "key", 100);

        advance(Duration.ofSeconds(1));

        assertThat(permitted(limiter, "key", 100)).isEqualTo(2);
    }

    @Test
    void namesTheLimitThatRefuses() {
        RequestRateLimiter limiter = limiter("2/1s", "3/1h");
        permitted(limiter, "key", 2);
        RateLimit first = limiter.tryAcquire("key").limit();
        advance(Duration.ofSeconds(1));
        permitted(limiter, "key", 1);

        assertThat(first).isEqualTo(RateLimit.parse("2/1s"));
        assertThat(limiter.tryAcquire("key").limit()).isEqualTo(RateLimit.parse("3/1h"));
    }

    @Test
    void permitsOneMoreForOneGivenBack() {
        RequestRateLimiter limiter = limiter("2/1h");
        permitted(limiter, "key", 2);

        limiter.giveBack("key");

        assertThat(permitted(limiter, "key", 5)).isEqualTo(1);
    }

    @Test
    void neverRisesAboveTheCapacityByGivingBack() {
        RequestRateLimiter limiter = limiter("2/1h");
        limiter.tryAcquire("key");

        IntStream.range(0, 10).forEach(i -> limiter.giveBack("key"));

        assertThat(permitted(limiter, "key", 10)).isEqualTo(2);
    }

    @Test
    void refillsAtItsRateThoughTheClockWasSetBack() {
        RequestRateLimiter limiter = limiter("5/5m");
        permitted(limiter, "key", 5);

        setClockBack(Duration.ofHours(1));
        boolean atOnce = limiter.tryAcquire("key").permitted();
        advance(Duration.ofMinutes(2));

        assertThat(atOnce).isFalse();
        assertThat(permitted(limiter, "key", 5)).isEqualTo(2);
    }

    @Test
    void beginsANewPeriodThoughTheClockWasSetBack() {
        RequestRateLimiter limiter =
                createLimiter(List.of(RateLimit.parse("3/1m").withRefill(RateLimit.Refill.INTERVAL)));
        permitted(limiter, "key", 3);

        setClockBack(Duration.ofHours(1));
        boolean atOnce = limiter.tryAcquire("key").permitted();
        advance(Duration.ofMinutes(1));

        assertThat(atOnce).isFalse();
        assertThat(permitted(limiter, "key", 5)).isEqualTo(3);
    }

    @Test
    void limitsAsBeforeAfterARestartOfTheStore() {
        RequestRateLimiter limiter = limiter("3/1h");
        permitted(limiter, "before", 3);

        restartStore();
        limiter.tryAcquire("wakes the limiter");

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(limiter.tryAcquire("probe").permitted()).isTrue());
        assertThat(permitted(limiter, "before", 10)).isLessThanOrEqualTo(3);
        assertThat(permitted(limiter, "after", 10)).isEqualTo(3);
    }

    @Test
    void permitsExactlyTheCapacityToManyThreads() {
        RequestRateLimiter limiter = limiter("100/1h");

        long permitted = IntStream.range(0, 5_000)
                .parallel()
                .filter(i -> limiter.tryAcquire("key").permitted())
                .count();

        assertThat(permitted).isEqualTo(100);
    }

    private RequestRateLimiter limiter(String... limits) {
        return createLimiter(List.of(limits).stream().map(RateLimit::parse).toList());
    }

    private static long permitted(RequestRateLimiter limiter, String key, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limiter.tryAcquire(key).permitted())
                .count();
    }
}
