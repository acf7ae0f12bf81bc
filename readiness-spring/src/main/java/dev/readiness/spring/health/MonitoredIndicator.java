package dev.readiness.spring.health;

import dev.readiness.health.CheckState;
import dev.readiness.health.HealthMonitor;
import dev.readiness.health.HealthResult;
import dev.readiness.health.HealthStatus;
import dev.readiness.health.Impact;
import dev.readiness.health.Probe;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells Actuator what the monitor saw, without running anything.
 *
 * <p>A check that is down but takes no instance out, because it is shared or not critical, is shown as {@code DEGRADED},
 * which Actuator answers with 200.
 */
final class MonitoredIndicator implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final String name;
    private final HealthMonitor monitor;
    private final @Nullable IndicatorCheck check;

    MonitoredIndicator(String name, HealthMonitor monitor, @Nullable IndicatorCheck check) {
        this.name = name;
        this.monitor = monitor;
        this.check = check;
    }

    /** Returns what is looked at: Spring Boot's own indicator where it is one. */
    HealthIndicator looksAt() {
        return check != null ? check.indicator() : this;
    }

    boolean isOfTheProcess() {
        return Objects.requireNonNull(monitor.states().get(name)).kind() == Probe.LIVENESS;
    }

    @Override
    public Health health() {
        CheckState state = Objects.requireNonNull(monitor.states().get(name));
        Health.Builder health = Health.status(status(state));
        details(health, state.latest());
        if (state.status() != HealthStatus.UP) {
            explain(health, state);
        }
        return health.build();
    }

    private Status status(CheckState state) {
        if (state.status() == HealthStatus.UP) {
            Health said = check != null ? check.latest() : null;
            return said != null && said.getStatus().equals(Status.UNKNOWN) ? Status.UNKNOWN : Status.UP;
        }
        if (state.settings().impact() == Impact.INFORMATIONAL) {
            return Status.UNKNOWN;
        }
        if (monitor.meaning(state) != HealthStatus.DOWN) {
            return DEGRADED;
        }
        return state.status() == HealthStatus.UNKNOWN ? Status.OUT_OF_SERVICE : Status.DOWN;
    }

    private void details(Health.Builder health, @Nullable HealthResult latest) {
        if (latest == null) {
            return;
        }
        Health said = check != null ? check.latest() : null;
        Map<String, Object> own = said != null ? said.getDetails() : Map.of();
        latest.details().forEach((detail, text) -> {
            Object value = own.get(detail);
            // Figures stay figures; text is that of the result, in which secrets are hidden.
            health.withDetail(detail, value instanceof Number || value instanceof Boolean ? value : text);
        });
    }

    private static void explain(Health.Builder health, CheckState state) {
        health.withDetail("since", state.since().toString());
        health.withDetail("failuresInARow", state.failures());
        if (state.status() == HealthStatus.UNKNOWN) {
            health.withDetail(
                    "unknownBecause", state.stale() ? "nobody has looked for too long" : "nobody has looked yet");
        }
        if (state.hung()) {
            health.withDetail("hangs", true);
        }
        if (state.settings().shared()) {
            health.withDetail("shared", true);
        }
    }
}
