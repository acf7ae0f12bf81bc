package dev.readiness.assessment;

import java.util.regex.Pattern;

/**
 * Names endpoints of a slice: {@code POST /signup}, {@code /appointments/{id}}, or many at once with {@code *} for one part of
 * a path and {@code **} at its end for everything below.
 *
 * <p>Without a method, it means every method.
 */
final class EndpointPattern {

    private final String text;

    private final String method;

    private final Pattern path;

    EndpointPattern(String text) {
        this.text = text;
        int blank = text.indexOf(' ');
        this.method = blank < 0 ? "*" : text.substring(0, blank);
        this.path = Pattern.compile(expression(text.substring(blank + 1).strip()));
    }

    boolean matches(Endpoint endpoint) {
        // What a router calls /files/** is a name first, and a pattern second.
        boolean named = text.equals(endpoint.id()) || text.equals(endpoint.path());
        boolean sameMethod = method.equals("*") || method.equals(endpoint.method());
        return named || (sameMethod && path.matcher(endpoint.path()).matches());
    }

    private static String expression(String path) {
        boolean below = path.endsWith("/**");
        String start = below ? path.substring(0, path.length() - 3) : path;
        return Pattern.quote(start).replace("*", "\\E[^/]*\\Q") + (below ? "(/.*)?" : "");
    }
}
