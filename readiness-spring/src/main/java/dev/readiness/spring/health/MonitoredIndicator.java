package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;
import dev.readiness.health.Probe;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Tells Actuator of Spring Boot 4 what the monitor saw, without running anything. */
final class MonitoredIndicator implements HealthIndicator, Monitored {

    static final Status DEGRADED = new Status(ShownHealth.DEGRADED);

    private final String name;
    private final HealthMonitor monitor;
    private final @Nullable IndicatorCheck check;

    MonitoredIndicator(String name, HealthMonitor monitor, @Nullable IndicatorCheck check) {
        this.name = name;
        this.monitor = monitor;
        this.check = check;
    }

    @Override
    public Object looksAt() {
        return check != null ? check.indicator() : this;
    }

    @Override
    public boolean isOfTheProcess() {
        return Objects.requireNonNull(monitor.states().get(name)).kind() == Probe.LIVENESS;
    }

    @Override
    public Health health() {
        ShownHealth shown = ShownHealth.of(name, monitor, check);
        return Health.status(shown.status()).withDetails(shown.details()).build();
    }
}
