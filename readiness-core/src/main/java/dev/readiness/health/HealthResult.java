package dev.readiness.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a check saw.
 *
 * @param status whether it works; never {@link HealthStatus#UNKNOWN}, because a check that cannot tell is down
 * @param details figures and reasons for operators, in the order in which they were added; never a secret
 */
public record HealthResult(HealthStatus status, Map<String, String> details) {

    private static final String REASON = "reason";

    /**
     * Checks and copies the parts.
     *
     * @throws IllegalArgumentException if {@code status} is {@link HealthStatus#UNKNOWN}
     */
    public HealthResult {
        Objects.requireNonNull(status, "status");
        if (status == HealthStatus.UNKNOWN) {
            throw new IllegalArgumentException("'status' must be UP, DEGRADED or DOWN but is UNKNOWN");
        }
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Returns that it works. */
    public static HealthResult up() {
        return new HealthResult(HealthStatus.UP, Map.of());
    }

    /** Returns that it works, but that people should look at it, for {@code reason}. */
    public static HealthResult degraded(String reason) {
        return new HealthResult(HealthStatus.DEGRADED, Map.of(REASON, reason));
    }

    /** Returns that it does not work, for {@code reason}. */
    public static HealthResult down(String reason) {
        return new HealthResult(HealthStatus.DOWN, Map.of(REASON, reason));
    }

    /** Returns a copy with one more detail. */
    public HealthResult with(String detail, String value) {
        Map<String, String> extended = new LinkedHashMap<>(details);
        extended.put(detail, value);
        return new HealthResult(status, extended);
    }
}
