package dev.readiness.ratelimit;

import java.util.Map;
import java.util.Objects;

/**
 * Where rules get what only the application knows.
 *
 * @param keys sources of keys by name
 * @param tiers source of tiers
 */
public record RateLimitSources(Map<String, RateLimitKeySource> keys, RateLimitTierSource tiers) {

    /** No keys but the built-in ones, and no tiers. */
    public static final RateLimitSources NONE = new RateLimitSources(Map.of(), request -> null);

    /** Checks and copies the parts. */
    public RateLimitSources {
        keys = Map.copyOf(keys);
        Objects.requireNonNull(tiers, "tiers");
    }
}
