package dev.readiness.ratelimit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The outbound limits of one application, by name. Immutable. */
public final class OutboundRateLimiters {

    private final Map<String, OutboundRateLimiter> limiters = new TreeMap<>();

    private OutboundRateLimiters(List<OutboundRateLimiter> limiters) {
        limiters.forEach(limiter -> this.limiters.put(limiter.name(), limiter));
    }

    /** Returns a collection of {@code limiters}. */
    public static OutboundRateLimiters of(List<OutboundRateLimiter> limiters) {
        return new OutboundRateLimiters(limiters);
    }

    /**
     * Returns the limiter {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public OutboundRateLimiter named(String name) {
        OutboundRateLimiter limiter = limiters.get(name);
        if (limiter == null) {
            throw new IllegalArgumentException(
                    "'name' must be one of the outbound limits " + limiters.keySet() + " but is '" + name + "'");
        }
        return limiter;
    }

    /** Returns the names of all limiters. */
    public Set<String> names() {
        return Set.copyOf(limiters.keySet());
    }
}
