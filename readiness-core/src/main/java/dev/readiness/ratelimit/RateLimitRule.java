package dev.readiness.ratelimit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may call what how often.
 *
 * @param name name of the rule, shown to clients and in meters: lower case letters, digits, dots and hyphens
 * @param routes what it applies to; may be empty where handlers name the rule instead
 * @param key what it counts by
 * @param limits limits that all have to permit a request; at least one
 * @param mode whether it refuses or only counts
 * @param cost how much of each limit a request takes
 * @param tiers limits that replace {@code limits} for the requests of a tier, by its name
 */
public record RateLimitRule(
        String name,
        List<Route> routes,
        RateLimitKey key,
        List<RateLimit> limits,
        Mode mode,
        int cost,
        Map<String, List<RateLimit>> tiers) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    /** What happens to a request above the limit. */
    public enum Mode {
        /** It is refused. */
        ENFORCE,
        /** It is counted as refused and let through, to try a limit out. */
        OBSERVE
    }

    /** Checks and copies the parts. */
    public RateLimitRule {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'name' must consist of lower case letters, digits, dots and hyphens but is '" + name + "'");
        }
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(mode, "mode");
        routes = List.copyOf(routes);
        limits = List.copyOf(limits);
        tiers = copy(name, tiers);
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("'limits' must hold at least one limit for the rule '" + name + "'");
        }
        if (cost < 1) {
            throw new IllegalArgumentException("'cost' must be at least 1 but is " + cost);
        }
        for (RateLimit limit : Stream.concat(
                        limits.stream(), tiers.values().stream().flatMap(Collection::stream))
                .toList()) {
            if (cost > limit.capacity()) {
                throw new IllegalArgumentException("'cost' must be at most the capacity of each limit, or nothing is"
                        + " ever permitted, but is " + cost + " at the limit " + limit);
            }
        }
    }

    private static Map<String, List<RateLimit>> copy(String rule, Map<String, List<RateLimit>> tiers) {
        Map<String, List<RateLimit>> copy = new TreeMap<>();
        tiers.forEach((tier, limits) -> {
            if (!NAME.matcher(tier).matches() || limits.isEmpty()) {
                throw new IllegalArgumentException("'tiers' of the rule '" + rule + "' must have names of lower case"
                        + " letters, digits, dots and hyphens, and at least one limit each, but one is '" + tier
                        + "' with " + limits);
            }
            copy.put(tier, List.copyOf(limits));
        });
        return Map.copyOf(copy);
    }

    /** Creates a rule whose requests cost one and that knows no tiers. */
    public RateLimitRule(String name, List<Route> routes, RateLimitKey key, List<RateLimit> limits, Mode mode) {
        this(name, routes, key, limits, mode, 1, Map.of());
    }

    /** Returns a rule that refuses what is above its limits. */
    public static RateLimitRule of(String name, List<Route> routes, RateLimitKey key, RateLimit... limits) {
        return new RateLimitRule(name, routes, key, List.of(limits), Mode.ENFORCE);
    }

    /** Returns the same rule at another cost of a request. */
    public RateLimitRule withCost(int other) {
        return new RateLimitRule(name, routes, key, limits, mode, other, tiers);
    }

    /** Returns the same rule with other limits for the requests of some tiers. */
    public RateLimitRule withTiers(Map<String, List<RateLimit>> others) {
        return new RateLimitRule(name, routes, key, limits, mode, cost, others);
    }

    /** Returns the rule as it is for the requests of a tier that it knows. */
    RateLimitRule ofTier(String tier) {
        return new RateLimitRule(
                name, routes, key, Objects.requireNonNull(tiers.get(tier), tier), mode, cost, Map.of());
    }

    /** Returns whether the rule refuses what is above its limits. */
    public boolean isEnforced() {
        return mode == Mode.ENFORCE;
    }

    /** Returns whether one of the routes takes the request. */
    public boolean matches(String method, String rawPath) {
        return routes.stream().anyMatch(route -> route.matches(method, rawPath));
    }

    /** Returns the rule in a few words, for example {@code 30/1m per principal}. */
    public String summary() {
        String bands = limits.stream().map(RateLimit::toString).collect(Collectors.joining(", "));
        return bands + " per " + key + (isEnforced() ? "" : " (observed only)");
    }
}
