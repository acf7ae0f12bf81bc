package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a limiter does while its store does not answer. */
final class WithoutStore implements RequestRateLimiter {

    /** When a refused client may find the store back. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final OnStoreFailure onFailure;
    private final int instances;
    private final @Nullable RequestRateLimiter local;
    private volatile RateLimit first;

    private WithoutStore(OnStoreFailure onFailure, int instances, RateLimit first, @Nullable RequestRateLimiter local) {
        this.onFailure = onFailure;
        this.instances = instances;
        this.first = first;
        this.local = local;
    }

    static WithoutStore of(
            OnStoreFailure onFailure, List<RateLimit> limits, RateLimitStoreSettings settings, LongSupplier nanoTime) {
        RequestRateLimiter local = onFailure == OnStoreFailure.LOCAL
                ? RequestRateLimiter.inMemory(shares(limits, settings.instances()), settings.maxKeys(), nanoTime)
                : null;
        return new WithoutStore(onFailure, settings.instances(), limits.get(0), local);
    }

    private static List<RateLimit> shares(List<RateLimit> limits, int instances) {
        return limits.stream().map(limit -> share(limit, instances)).toList();
    }

    /** Where there are fewer requests than nodes, each permits one in a longer time. */
    static RateLimit share(RateLimit limit, int instances) {
        if (limit.capacity() >= instances) {
            return new RateLimit(limit.capacity() / instances, limit.period(), limit.refill());
        }
        Duration longer = limit.period().multipliedBy(instances).dividedBy(limit.capacity());
        Duration longest = Duration.ofDays(366);
        return new RateLimit(1, longer.compareTo(longest) > 0 ? longest : longer, limit.refill());
    }

    @Override
    public RateLimitDecision tryAcquire(String key, long cost) {
        if (local != null) {
            return local.tryAcquire(key, cost);
        }
        return onFailure == OnStoreFailure.OPEN
                ? new RateLimitDecision(true, first, first.capacity(), Duration.ZERO, Duration.ZERO)
                : new RateLimitDecision(false, first, 0, RETRY_AFTER, RETRY_AFTER);
    }

    @Override
    public void giveBack(String key, long cost) {
        if (local != null) {
            local.giveBack(key, cost);
        }
    }

    @Override
    public void changeLimits(List<RateLimit> limits) {
        first = limits.get(0);
        if (local != null) {
            local.changeLimits(shares(limits, instances));
        }
    }
}
