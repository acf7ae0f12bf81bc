package dev.readiness.spring.health;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.health.HealthStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** An indicator of Spring Boot as a check; remembers what it said in its own words. */
final class IndicatorCheck implements HealthCheck {

    private final HealthIndicator indicator;

    private volatile @Nullable Health latest;

    IndicatorCheck(HealthIndicator indicator) {
        this.indicator = indicator;
    }

    HealthIndicator indicator() {
        return indicator;
    }

    @Nullable
    Health latest() {
        return latest;
    }

    @Override
    public HealthResult check() {
        latest = null;
        Health health = Objects.requireNonNull(indicator.health(true), "the indicator returned null");
        latest = health;
        Map<String, String> details = new LinkedHashMap<>();
        health.getDetails().forEach((name, value) -> details.put(name, String.valueOf(value)));
        return new HealthResult(status(health.getStatus()), details);
    }

    private static HealthStatus status(Status status) {
        if (status.equals(Status.DOWN) || status.equals(Status.OUT_OF_SERVICE)) {
            return HealthStatus.DOWN;
        }
        // To Spring Boot, "unknown" takes nobody out of service; what an application calls otherwise is neither up nor
        // down.
        return status.equals(Status.UP) || status.equals(Status.UNKNOWN) ? HealthStatus.UP : HealthStatus.DEGRADED;
    }
}
