package dev.readiness.spring.ratelimit;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.ratelimit.OnStoreFailure;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.ratelimit.RequestRateLimiter;
import java.time.Duration;
import java.util.List;

/**
 * Asks the store that instances share for one decision, so that a store which is gone is known before the first request needs
 * it. While it is known to be gone this costs nothing.
 */
final class RateLimitStoreHealth implements HealthCheck {

    /** So many that the check is never refused, however many instances ask. */
    private static final RateLimit PLENTY = new RateLimit(1_000_000, Duration.ofSeconds(1));

    private final RateLimitStore store;
    private final RequestRateLimiter limiter;

    RateLimitStoreHealth(RateLimitStore store) {
        this.store = store;
        this.limiter = store.limiter("readiness-health", List.of(PLENTY), OnStoreFailure.OPEN);
    }

    @Override
    public HealthResult check() {
        limiter.tryAcquire("health");
        HealthResult result = store.isAvailable()
                ? HealthResult.up()
                : HealthResult.down(
                        "the store that instances share does not answer; limits do what on-store-failure says");
        return result.with("failures", Long.toString(store.failures()));
    }
}
