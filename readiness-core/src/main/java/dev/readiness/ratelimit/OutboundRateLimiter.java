package dev.readiness.ratelimit;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often we call somebody, so that a fault or a flood does not run up the bill or the other side's refusals.
 *
 * <p>The capacity comes back as a whole at the beginning of each period, so that twice the capacity can go out around that
 * moment. A call that could not go out within the longest wait fails at once, without waiting. If the other side asked us to
 * come back later, nothing goes out until then. Safe for use by many threads.
 */
public final class OutboundRateLimiter {

    private final String name;
    private final RateLimit limit;
    private final Duration maxWait;
    private final RateLimiter limiter;
    private final LongSupplier nanoTime;
    private final AtomicLong silentUntil;

    private OutboundRateLimiter(String name, RateLimit limit, Duration maxWait, LongSupplier nanoTime) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("'name' must not be blank");
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("'maxWait' must not be negative but is " + maxWait);
        }
        this.name = name;
        this.limit = limit;
        this.maxWait = maxWait;
        this.nanoTime = nanoTime;
        this.silentUntil = new AtomicLong(nanoTime.getAsLong());
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
        return of(name, limit, maxWait, System::nanoTime);
    }

    /** Returns a limiter that waits as long as the other side asks by {@code nanoTime}. */
    static OutboundRateLimiter of(String name, RateLimit limit, Duration maxWait, LongSupplier nanoTime) {
        return new OutboundRateLimiter(name, limit, maxWait, nanoTime);
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
        Duration wait = reserve();
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new OutboundLimitExceededException(name, limit, maxWait);
        }
    }

    /**
     * Reserves the turn of one call and returns how long the caller has to wait for it; it must make the call then. For
     * callers that cannot block.
     *
     * @throws OutboundLimitExceededException if its turn does not come in time
     */
    public Duration reserve() {
        long asked = Math.max(0, silentUntil.get() - nanoTime.getAsLong());
        if (asked > maxWait.toNanos()) {
            throw OutboundLimitExceededException.askedToWait(name, Duration.ofNanos(asked), maxWait);
        }
        long wait = limiter.reservePermission();
        if (wait < 0) {
            throw new OutboundLimitExceededException(name, limit, maxWait);
        }
        return Duration.ofNanos(Math.max(wait, asked));
    }

    /**
     * Learns from an answer of the other side: after a 429 or 503 with {@code Retry-After}, or a {@code RateLimit} field that
     * says that nothing is left, no call goes out until that time, an hour at most.
     *
     * @param status status of the answer
     * @param field gives the first value of a field, if there is one
     */
    public void answered(int status, Function<String, @Nullable String> field) {
        RemoteLimit.wait(status, field, InstantSource.system()).ifPresent(wait -> {
            long until = nanoTime.getAsLong() + wait.toNanos();
            silentUntil.accumulateAndGet(until, (known, next) -> next - known > 0 ? next : known);
        });
    }
}
