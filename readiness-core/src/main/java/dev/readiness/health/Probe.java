package dev.readiness.health;

/** A question that something outside asks again and again. */
public enum Probe {
    /**
     * Is the process itself sound? An answer of "no" gets it restarted, so only what a restart can mend belongs here, never
     * a database or another service.
     */
    LIVENESS,
    /** May requests be sent here now? An answer of "no" takes the instance out of the load balancer. */
    READINESS,
    /** Has the application finished its start? Once it is "yes" it stays "yes", and what was looked at is not run again. */
    STARTUP
}
