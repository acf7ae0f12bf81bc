package dev.readiness.ratelimit;

/**
 * Is told of every decision of a rule, on the thread of the request; it must be fast and must not throw. The key is not
 * part of it: it belongs into no meter and no log.
 */
@FunctionalInterface
public interface RateLimitListener {

    /** Receives what {@code rule} decided about one request. */
    void decided(RateLimitRule rule, RateLimitDecision decision);

    /** Receives how long one decision of {@code rule} took. Only one decision in sixteen is timed. */
    default void took(RateLimitRule rule, long nanos) {}
}
