package dev.readiness.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a probe. Immutable.
 *
 * @param probe what was asked
 * @param status {@link HealthStatus#UP}, {@link HealthStatus#DEGRADED} (which is still a "yes") or {@link HealthStatus#DOWN}
 * @param reason why it is down whatever the checks say, or nothing
 * @param checks each check by its name, in the order of registration; empty if nothing is checked
 */
public record HealthReport(
        Probe probe, HealthStatus status, @Nullable String reason, Map<String, CheckState> checks) {

    /** Copies the parts. */
    public HealthReport {
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(status, "status");
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    /** Returns whether the answer is "yes". */
    public boolean isPositive() {
        return status == HealthStatus.UP || status == HealthStatus.DEGRADED;
    }
}
