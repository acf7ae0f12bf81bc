package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.Route;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A route of a rule, matched as Spring's router matches. */
record RoutePattern(Route route, PathPattern pattern, String beginning, boolean ignoresCase) {

    static RoutePattern of(Route route, PathPatternParser parser) {
        return new RoutePattern(route, parser.parse(route.path()), beginning(route.path()), !parser.isCaseSensitive());
    }

    /** Returns what every path begins with that matches and is written as usual. */
    private static String beginning(String pattern) {
        int end = 0;
        while (end < pattern.length() && isLiteral(pattern.charAt(end))) {
            end++;
        }
        return pattern.charAt(end - 1) == '/' ? pattern.substring(0, end - 1) : pattern.substring(0, end);
    }

    private static boolean isLiteral(char c) {
        return c == '/' || c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    /**
     * Returns whether the rule applies to a request. A trailing slash, which a filter may remove later, hides nothing.
     *
     * @param unusual whether the path is written in a way that something behind this filter may read differently; then the
     *     strictest reading counts too
     */
    boolean matches(String method, PathContainer path, boolean unusual) {
        return route.takes(method)
                && (unusual ? matchesInAnyReading(method, path) : begins(path.value()) && pattern.matches(path));
    }

    /** To compare the beginning costs nothing, and to match a pattern costs memory. */
    private boolean begins(String path) {
        return path.regionMatches(ignoresCase, 0, beginning, 0, beginning.length());
    }

    private boolean matchesInAnyReading(String method, PathContainer path) {
        return pattern.matches(path)
                || pattern.matches(withoutTrailingSlash(path))
                || route.matches(method, path.value());
    }

    private static PathContainer withoutTrailingSlash(PathContainer path) {
        List<PathContainer.Element> elements = path.elements();
        boolean trailing = elements.size() > 1 && elements.get(elements.size() - 1) instanceof PathContainer.Separator;
        return trailing ? path.subPath(0, elements.size() - 1) : path;
    }

    /** Returns whether the rule applies to every request that {@code endpoint} takes. */
    boolean covers(Route endpoint) {
        return (route.method().equals("*") || route.method().equals(endpoint.method())) && coversPath(endpoint.path());
    }

    /** Returns whether some request could come to both. */
    boolean meets(RoutePattern other) {
        boolean methods = route.method().equals("*")
                || other.route.method().equals("*")
                || route.takes(other.route.method())
                || other.route.takes(route.method());
        return methods && (coversPath(other.route.path()) || other.coversPath(route.path()));
    }

    private boolean coversPath(String path) {
        return pattern.getPatternString().equals(path) || pattern.matches(PathContainer.parsePath(sample(path)));
    }

    /** Returns a path that only patterns match which match all that {@code path} does, as far as segments go. */
    private static String sample(String path) {
        return path.replaceAll("/(\\*\\*|\\{\\*[^}]*})", "/a/b/c").replaceAll("\\{[^/]*}|\\*", "\u0001");
    }
}
