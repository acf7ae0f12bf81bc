package dev.readiness.spring.security;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A method and a path that a matcher asks for.
 *
 * @param method name of the method, or {@code *} for all
 * @param path path pattern
 */
record AnsweredPath(String method, String path) {

    private static final String ANY = "*";

    /** Returns what {@code matcher} asks for, or nothing if that is no path. */
    static List<AnsweredPath> of(RequestMatcher matcher) {
        if (matcher instanceof PathPatternRequestMatcher) {
            return PrivateField.of(matcher, "pattern", PathPattern.class)
                    .map(pattern -> new AnsweredPath(methodOf(matcher), pattern.getPatternString()))
                    .stream()
                    .toList();
        }
        boolean composed = matcher instanceof OrRequestMatcher || matcher instanceof AndRequestMatcher;
        return composed
                ? PrivateField.of(matcher, "requestMatchers", Collection.class).stream()
                        .<Object>flatMap(parts -> (Stream<?>) parts.stream())
                        .flatMap(part -> of((RequestMatcher) part).stream())
                        .toList()
                : List.of();
    }

    boolean isEverything() {
        return path.equals("/**");
    }

    private static String methodOf(RequestMatcher matcher) {
        String text = matcher.toString().replace("PathPattern [", "");
        int space = text.indexOf(' ');
        return space < 0 ? ANY : text.substring(0, space);
    }
}
