package dev.readiness.ratelimit;

import java.util.List;

/** Every limiter by itself. */
final class InMemoryRateLimitStore implements RateLimitStore {

    private final int maxKeys;

    InMemoryRateLimitStore(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    @Override
    public RequestRateLimiter limiter(String name, List<RateLimit> limits, OnStoreFailure onFailure) {
        return RequestRateLimiter.inMemory(limits, maxKeys, System::nanoTime);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public long failures() {
        return 0;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
