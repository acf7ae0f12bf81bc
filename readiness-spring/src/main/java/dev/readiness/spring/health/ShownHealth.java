package dev.readiness.spring.health;

import dev.readiness.health.CheckState;
import dev.readiness.health.HealthMonitor;
import dev.readiness.health.HealthResult;
import dev.readiness.health.HealthStatus;
import dev.readiness.health.Impact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Actuator says of one check, in the words of Spring Boot and without its types.
 *
 * @param status the code of the status
 * @param details what else is known
 */
record ShownHealth(String status, Map<String, Object> details) {

    static final String UP = "UP";
    static final String DOWN = "DOWN";
    static final String OUT_OF_SERVICE = "OUT_OF_SERVICE";
    static final String UNKNOWN = "UNKNOWN";
    static final String DEGRADED = "DEGRADED";

    /**
     * Returns what {@code monitor} saw, without running anything. A check that is down but takes no instance out, because it is
     * shared or not critical, is shown as {@value #DEGRADED}, which Actuator answers with 200.
     *
     * @param check what the monitor runs, if that is an indicator of Spring Boot
     */
    static ShownHealth of(String name, HealthMonitor monitor, @Nullable IndicatorCheck check) {
        CheckState state = Objects.requireNonNull(monitor.states().get(name));
        ShownHealth said = check != null ? check.latest() : null;
        Map<String, Object> details = new LinkedHashMap<>();
        describe(details, state.latest(), said);
        if (state.status() != HealthStatus.UP) {
            explain(details, state);
        }
        return new ShownHealth(status(state, monitor, said), details);
    }

    private static String status(CheckState state, HealthMonitor monitor, @Nullable ShownHealth said) {
        if (state.status() == HealthStatus.UP) {
            return said != null && said.status().equals(UNKNOWN) ? UNKNOWN : UP;
        }
        if (state.settings().impact() == Impact.INFORMATIONAL) {
            return UNKNOWN;
        }
        if (monitor.meaning(state) != HealthStatus.DOWN) {
            return DEGRADED;
        }
        return state.status() == HealthStatus.UNKNOWN ? OUT_OF_SERVICE : DOWN;
    }

    private static void describe(
            Map<String, Object> details, @Nullable HealthResult latest, @Nullable ShownHealth said) {
        if (latest == null) {
            return;
        }
        Map<String, Object> own = said != null ? said.details() : Map.of();
        latest.details().forEach((detail, text) -> {
            Object value = own.get(detail);
            // Figures stay figures; text is that of the result, in which secrets are hidden.
            details.put(detail, value instanceof Number || value instanceof Boolean ? value : text);
        });
    }

    private static void explain(Map<String, Object> details, CheckState state) {
        details.put("since", state.since().toString());
        details.put("failuresInARow", state.failures());
        if (state.status() == HealthStatus.UNKNOWN) {
            details.put("unknownBecause", state.stale() ? "nobody has looked for too long" : "nobody has looked yet");
        }
        if (state.hung()) {
            details.put("hangs", true);
        }
        if (state.settings().shared()) {
            details.put("shared", true);
        }
    }
}
