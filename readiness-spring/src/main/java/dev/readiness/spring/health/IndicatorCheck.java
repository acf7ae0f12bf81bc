package dev.readiness.spring.health;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.health.HealthStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An indicator of Spring Boot as a check; remembers what it said in its own words. */
final class IndicatorCheck implements HealthCheck {

    private final Object indicator;
    private final Supplier<ShownHealth> asked;

    private volatile @Nullable ShownHealth latest;

    /**
     * @param indicator of whichever version of Spring Boot
     * @param asked asks it
     */
    IndicatorCheck(Object indicator, Supplier<ShownHealth> asked) {
        this.indicator = indicator;
        this.asked = asked;
    }

    Object indicator() {
        return indicator;
    }

    @Nullable
    ShownHealth latest() {
        return latest;
    }

    @Override
    public HealthResult check() {
        latest = null;
        ShownHealth health = asked.get();
        latest = health;
        Map<String, String> details = new LinkedHashMap<>();
        health.details().forEach((name, value) -> details.put(name, String.valueOf(value)));
        return new HealthResult(status(health.status()), details);
    }

    private static HealthStatus status(String status) {
        return switch (status) {
            case ShownHealth.DOWN, ShownHealth.OUT_OF_SERVICE -> HealthStatus.DOWN;
            // To Spring Boot, "unknown" takes nobody out of service.
            case ShownHealth.UP, ShownHealth.UNKNOWN -> HealthStatus.UP;
            // What an application calls otherwise is neither up nor down.
            default -> HealthStatus.DEGRADED;
        };
    }
}
