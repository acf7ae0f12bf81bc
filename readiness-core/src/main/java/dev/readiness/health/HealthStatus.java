package dev.readiness.health;

/** Whether something works, from best to worst. */
public enum HealthStatus {
    /** It works. */
    UP,
    /** It works, but something is wrong that people should look at. */
    DEGRADED,
    /** It does not work. */
    DOWN,
    /** Nobody has looked yet, or for too long. A check never says this of itself. */
    UNKNOWN;

    boolean isWorseThan(HealthStatus other) {
        return compareTo(other) > 0;
    }
}
