package dev.readiness.health;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The checks behind the liveness and the readiness probe.
 *
 * <p>Each call of {@link #report} runs the checks of that probe, one after the other, on the caller's thread. A check that
 * throws or returns {@code null} is {@link HealthStatus#DOWN} and does not keep the others from being run. Instances are
 * immutable and safe for use by many threads.
 */
public final class HealthChecks {

    private final Map<Probe, Map<String, ContainedCheck>> checks;

    private HealthChecks(Map<Probe, Map<String, ContainedCheck>> checks) {
        this.checks = new EnumMap<>(checks);
    }

    /** Returns a builder without any check. */
    public static Builder builder() {
        return new Builder();
    }

    /** Runs the checks behind {@code probe} and returns what they saw. */
    public HealthReport report(Probe probe) {
        Map<String, HealthResult> results = new LinkedHashMap<>();
        checks.getOrDefault(probe, Map.of()).forEach((name, check) -> results.put(name, check.check()));
        return new HealthReport(results);
    }

    /** Collects checks. Not safe for use by many threads. */
    public static final class Builder {

        private final Map<Probe, Map<String, ContainedCheck>> checks = new EnumMap<>(Probe.class);

        private Builder() {}

        /** Adds a check of the process itself; see {@link Probe#LIVENESS} for what does not belong there. */
        public Builder liveness(String name, HealthCheck check) {
            return add(Probe.LIVENESS, name, check);
        }

        /** Adds a check of what is needed to serve requests. */
        public Builder readiness(String name, HealthCheck check) {
            return add(Probe.READINESS, name, check);
        }

        /** Returns the checks collected so far. */
        public HealthChecks build() {
            Map<Probe, Map<String, ContainedCheck>> copy = new EnumMap<>(Probe.class);
            checks.forEach((probe, named) -> copy.put(probe, new LinkedHashMap<>(named)));
            return new HealthChecks(copy);
        }

        private Builder add(Probe probe, String name, HealthCheck check) {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(check, "check");
            Map<String, ContainedCheck> named = checks.computeIfAbsent(probe, ignored -> new LinkedHashMap<>());
            if (named.putIfAbsent(name, new ContainedCheck(name, check)) != null) {
                throw new IllegalArgumentException("'name' must be new in " + probe + " but is '" + name + "'");
            }
            return this;
        }
    }
}
