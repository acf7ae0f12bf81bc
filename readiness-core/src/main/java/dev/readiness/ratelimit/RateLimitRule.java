package dev.readiness.ratelimit;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may call what how often.
 *
 * @param name name of the rule, shown to clients and in meters: lower case letters, digits, dots and hyphens
 * @param routes what it applies to; may be empty where handlers name the rule instead
 * @param key what it counts by
 * @param limits limits that all have to permit a request; at least one
 * @param mode whether it refuses or only counts
 */
public record RateLimitRule(String name, List<Route> routes, RateLimitKey key, List<RateLimit> limits, Mode mode) {

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
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("'limits' must hold at least one limit for the rule '" + name + "'");
        }
    }

    /** Returns a rule that refuses what is above its limits. */
    public static RateLimitRule of(String name, List<Route> routes, RateLimitKey key, RateLimit... limits) {
        return new RateLimitRule(name, routes, key, List.of(limits), Mode.ENFORCE);
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
