package dev.readiness.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a check saw.
 *
 * @param status whether it works
 * @param details figures and reasons for operators, in the order in which they were added; never a secret
 */
public record HealthResult(HealthStatus status, Map<String, String> details) {

    /** Checks and copies the parts. */
    public HealthResult {
        Objects.requireNonNull(status, "status");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Returns that it works. */
    public static HealthResult up() {
        return new HealthResult(HealthStatus.UP, Map.of());
    }

    /** Returns that it does not work, for {@code reason}. */
    public static HealthResult down(String reason) {
        return new HealthResult(HealthStatus.DOWN, Map.of("reason", reason));
    }

    /** Returns a copy with one more detail. */
    public HealthResult with(String detail, String value) {
        Map<String, String> extended = new LinkedHashMap<>(details);
        extended.put(detail, value);
        return new HealthResult(status, extended);
    }
}
