package dev.readiness.health;

/** Whether something works. */
public enum HealthStatus {
    /** It works. */
    UP,
    /** It does not work. */
    DOWN
}
