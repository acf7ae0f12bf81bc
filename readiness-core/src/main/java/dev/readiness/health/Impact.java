package dev.readiness.health;

/** What it means for this instance when a check is down. */
public enum Impact {
    /** It cannot serve requests: the probe is down, unless the dependency is one that all instances share. */
    CRITICAL,
    /** It serves requests, but not all of them or not well: the probe shows {@link HealthStatus#DEGRADED}. */
    DEGRADED,
    /** Somebody wants to see it; no probe answers differently. */
    INFORMATIONAL
}
