package dev.readiness.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.ReflectionUtils;

/**
 * Tells whether a matcher that does not match a request may match another one with the same method and path, because it looks
 * at more than these: at a header, an address, a parameter.
 */
final class MatchedByMore {

    private static final String BOOT = "org.springframework.boot.";

    private static final String SECURITY = "org.springframework.security.";

    private static final Set<String> BY_PATH = Set.of(
            "AnyRequestMatcher",
            "PathPatternRequestMatcher",
            "HttpMethodRequestMatcher",
            "AntPathRequestMatcher",
            "MvcRequestMatcher",
            "RegexRequestMatcher",
            "DispatcherTypeRequestMatcher",
            // Those in which Spring Security 6 chooses between two of the above.
            "DeferredRequestMatcher",
            "DispatcherServletDelegatingRequestMatcher");

    /** That of permitAll() on a login form, for its page and the one after a failure: one path, with one query or none. */
    private static final String ONE_PATH = "ExactUrlRequestMatcher";

    private static final Pattern IDENTITY = Pattern.compile("(?:\\w+\\.)*([\\w$/]+)@[0-9a-f]+");

    private static final int DEEP_ENOUGH = 6;

    private final HttpServletRequest request;

    MatchedByMore(HttpServletRequest request) {
        this.request = request;
    }

    /** Returns whether {@code matcher} matches the request, or may match another one to the same place. */
    boolean mayMatch(RequestMatcher matcher) {
        return mayMatch(matcher, DEEP_ENOUGH);
    }

    /** Returns what {@code matcher} looks at, the same with each start. */
    static String nameOf(RequestMatcher matcher) {
        return IDENTITY.matcher(String.valueOf(matcher)).replaceAll("$1");
    }

    private boolean mayMatch(RequestMatcher matcher, int depth) {
        Class<?> type = matcher.getClass();
        // Those of Boot are for the actuator, the console of H2 and static resources.
        if (BY_PATH.contains(type.getSimpleName()) || type.getName().startsWith(BOOT)) {
            return matcher.matches(request);
        }
        if (type.getSimpleName().equals(ONE_PATH)) {
            return PrivateField.of(matcher, "processUrl", String.class)
                    .map(url -> (request.getContextPath() + url).split("\\?", 2)[0])
                    .map(path -> path.equals(request.getRequestURI()))
                    .orElse(true);
        }
        List<RequestMatcher> parts = type.getName().startsWith(SECURITY) ? partsOf(matcher) : List.of();
        if (parts.isEmpty() || depth == 0) {
            return true;
        }
        return switch (type.getSimpleName()) {
            case "AndRequestMatcher" -> parts.stream().allMatch(part -> mayMatch(part, depth - 1));
            case "NegatedRequestMatcher" -> !isByPath(parts.get(0), depth - 1) || matcher.matches(request);
            default -> parts.stream().anyMatch(part -> mayMatch(part, depth - 1));
        };
    }

    private static boolean isByPath(RequestMatcher matcher, int depth) {
        Class<?> type = matcher.getClass();
        if (BY_PATH.contains(type.getSimpleName()) || type.getName().startsWith(BOOT)) {
            return true;
        }
        List<RequestMatcher> parts = type.getName().startsWith(SECURITY) ? partsOf(matcher) : List.of();
        return !parts.isEmpty() && depth > 0 && parts.stream().allMatch(part -> isByPath(part, depth - 1));
    }

    private static List<RequestMatcher> partsOf(RequestMatcher matcher) {
        List<RequestMatcher> parts = new ArrayList<>();
        ReflectionUtils.doWithFields(
                matcher.getClass(),
                field -> matchersIn(valueOf(field, matcher)).forEach(parts::add),
                field -> !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive());
        return parts;
    }

    private static @Nullable Object valueOf(Field field, Object owner) {
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, owner);
    }

    private static Stream<RequestMatcher> matchersIn(@Nullable Object value) {
        if (value instanceof RequestMatcher part) {
            return Stream.of(part);
        }
        return value instanceof Collection<?> parts
                ? parts.stream().filter(RequestMatcher.class::isInstance).map(RequestMatcher.class::cast)
                : Stream.empty();
    }
}
