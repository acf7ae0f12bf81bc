package dev.readiness.ratelimit;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how often we call somebody, so that a fault or a flood does not run up the bill or the other side's refusals.
 *
 * <p>The capacity comes back as a whole at the beginning of each period, so that twice the capacity can go out around that
 * moment. A call that could not go out within the longest wait fails at once, without waiting. Safe for use by many threads.
 */
public final class OutboundRateLimiter {

    private final String name;
    private final RateLimit limit;
    private final Duration maxWait;
    private final RateLimiter limiter;

    private OutboundRateLimiter(String name, RateLimit limit, Duration maxWait) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("'name' must not be blank");
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("'maxWait' must not be negative but is " + maxWait);
        }
        this.name = name;
        this.limit = limit;
        this.maxWait = maxWait;
        // Every number is given: the library's own are 50 calls in 500 ns and a wait of 5 s.
        this.limiter = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(limit.capacity())
                        .limitRefreshPeriod(limit.period())
                        .timeoutDuration(maxWait)
                        .build());
    }

    /**
     * Returns a limiter.
     *
     * @param name whom we call, for messages
     * @param limit how often we may call
     * @param maxWait how long a call may wait for its turn; zero to fail at once
     */
    public static OutboundRateLimiter of(String name, RateLimit limit, Duration maxWait) {
        return new OutboundRateLimiter(name, limit, maxWait);
    }

    /** Returns whom we call. */
    public String name() {
        return name;
    }

    /** Returns how often we may call. */
    public RateLimit limit() {
        return limit;
    }

    /**
     * Makes a call when its turn has come.
     *
     * @throws OutboundLimitExceededException if its turn does not come in time; the call was not made
     */
    public <T> T call(Supplier<T> call) {
        acquire();
        return call.get();
    }

    /**
     * Returns when the caller may make one call.
     *
     * @throws OutboundLimitExceededException if its turn does not come in time
     */
    public void acquire() {
        long wait = limiter.reservePermission();
        if (wait < 0) {
            throw new OutboundLimitExceededException(name, limit, maxWait);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(wait);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new OutboundLimitExceededException(name, limit, maxWait);
        }
    }
}
