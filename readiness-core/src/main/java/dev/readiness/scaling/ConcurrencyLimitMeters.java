package dev.readiness.scaling;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;

/**
 * Limits as meters: {@code readiness.scaling.limit}, {@code readiness.scaling.in.progress} and {@code readiness.scaling.refused}
 * with the tag {@code slice}.
 *
 * @param limits the limit of each slice
 */
public record ConcurrencyLimitMeters(Map<String, ConcurrencyLimit> limits) implements MeterBinder {

    /** Copies the map. */
    public ConcurrencyLimitMeters {
        limits = Map.copyOf(limits);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        limits.forEach((slice, limit) -> {
            Gauge.builder("readiness.scaling.limit", limit, ConcurrencyLimit::limit)
                    .description("How many requests may be in progress at once")
                    .tag("slice", slice)
                    .register(registry);
            Gauge.builder("readiness.scaling.in.progress", limit, ConcurrencyLimit::inProgress)
                    .description("How many requests are in progress")
                    .tag("slice", slice)
                    .register(registry);
            FunctionCounter.builder("readiness.scaling.refused", limit, ConcurrencyLimit::refused)
                    .description("How many requests were refused because too many were in progress")
                    .tag("slice", slice)
                    .register(registry);
        });
    }
}
