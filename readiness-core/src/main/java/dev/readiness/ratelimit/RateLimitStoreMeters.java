package dev.readiness.ratelimit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;

/** Shows in {@code readiness.ratelimit.store.failures} and {@code readiness.ratelimit.store.available} how a store does. */
public final class RateLimitStoreMeters implements MeterBinder {

    private final RateLimitStore store;

    private RateLimitStoreMeters(RateLimitStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /** Returns meters for {@code store}. */
    public static RateLimitStoreMeters of(RateLimitStore store) {
        return new RateLimitStoreMeters(store);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("readiness.ratelimit.store.failures", store, RateLimitStore::failures)
                .description("Decisions and refunds of rate limits that failed because of their store")
                .register(registry);
        Gauge.builder("readiness.ratelimit.store.available", store, known -> known.isAvailable() ? 1 : 0)
                .description("Whether the store of rate limits answers, as far as is known now")
                .register(registry);
    }
}
