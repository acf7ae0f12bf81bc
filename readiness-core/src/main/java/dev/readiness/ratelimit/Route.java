package dev.readiness.ratelimit;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A method and a path pattern, for example {@code POST /appointments} or {@code /files/**}.
 *
 * <p>In a pattern, {@code *} and <code>{id}</code> stand for one segment and a last {@code **} for any number of them.
 *
 * @param method method in upper case, or {@code *} for every method
 * @param path pattern of the path, beginning with a slash
 */
public record Route(String method, String path) {

    private static final Pattern TEXT = Pattern.compile("(?:([A-Za-z]{1,20}|\\*)\\s+)?(/\\S*)");

    /** Checks that method and path are there. */
    public Route {
        Objects.requireNonNull(method, "method");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'path' must begin with / but is '" + path + "'");
        }
    }

    /**
     * Returns the route that {@code text} describes: a path, or a method and a path.
     *
     * @throws IllegalArgumentException if it describes none
     */
    public static Route parse(String text) {
        var matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a route; write for example POST /appointments or /appointments/**");
        }
        String method = matcher.group(1);
        return new Route(method == null ? "*" : method.toUpperCase(Locale.ROOT), matcher.group(2));
    }

    /** Returns whether the route takes requests of {@code method}; one for GET also takes HEAD. */
    public boolean takes(String requestMethod) {
        return method.equals("*")
                || method.equals(requestMethod)
                || (method.equals("GET") && requestMethod.equals("HEAD"));
    }

    /**
     * Returns whether the route takes a request, by the path as it came in: parameters, escapes, dots and doubled or
     * trailing slashes do not hide a request from the rule.
     */
    public boolean matches(String requestMethod, String rawPath) {
        return takes(requestMethod) && matches(PathSegments.ofPattern(path), PathSegments.ofRequest(rawPath));
    }

    private static boolean matches(List<String> pattern, List<String> segments) {
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.equals("**") && i == pattern.size() - 1) {
                return true;
            }
            if (i >= segments.size() || !(isVariable(part) || part.equals(segments.get(i)))) {
                return false;
            }
        }
        return pattern.size() == segments.size();
    }

    private static boolean isVariable(String part) {
        return part.equals("*") || (part.startsWith("{") && part.endsWith("}"));
    }

    /** Returns the route as {@link #parse} reads it. */
    @Override
    public String toString() {
        return method.equals("*") ? path : method + " " + path;
    }
}
