package dev.readiness.ratelimit;

/** What a limiter does while the store that it shares with other nodes does not answer. */
public enum OnStoreFailure {

    /**
     * Counts in memory, at the fair share of this node: a limit of 100 on four nodes becomes 25 on each. Together the nodes
     * permit no more than the limit, on top of what the store had permitted before it went away. The shared counts are used
     * again as soon as the store answers.
     */
    LOCAL,

    /** Permits every request. */
    OPEN,

    /** Refuses every request. */
    CLOSED
}
