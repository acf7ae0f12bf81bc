package dev.readiness.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a probe.
 *
 * @param results the result of each check by its name, in the order of registration; empty if nothing is checked
 */
public record HealthReport(Map<String, HealthResult> results) {

    /** Copies the results. */
    public HealthReport {
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    /** Returns {@code UP} if every check is up. */
    public HealthStatus status() {
        boolean up = results.values().stream().allMatch(result -> result.status() == HealthStatus.UP);
        return up ? HealthStatus.UP : HealthStatus.DOWN;
    }
}
