package dev.readiness.spring.security;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A reactive filter of Spring Security that answers requests itself: a login, a logout, an endpoint of OAuth 2.
 *
 * @param filter the filter
 */
record AnsweringWebFilter(WebFilter filter) {

    private static final List<String> NAMES = List.of(
            "AuthenticationWebFilter",
            "LogoutWebFilter",
            "LoginPageGeneratingWebFilter",
            "LogoutPageGeneratingWebFilter",
            "DefaultResourcesWebFilter",
            "GenerateOneTimeTokenWebFilter",
            "OneTimeTokenSubmitPageGeneratingWebFilter",
            "OAuth2AuthorizationRequestRedirectWebFilter",
            "OAuth2LoginAuthenticationWebFilter");

    private static final String SPRING_SECURITY = "org.springframework.security.";

    private static final int DEEP_ENOUGH = 2;

    /** Returns whether {@code filter} is one that may answer. */
    static boolean is(WebFilter filter) {
        return filter.getClass().getName().startsWith(SPRING_SECURITY)
                && NAMES.contains(filter.getClass().getSimpleName());
    }

    String name() {
        return filter.getClass().getSimpleName();
    }

    /** Returns whether this filter answers {@code exchange} instead of passing it on; one for all paths only looks at it. */
    Mono<Boolean> answers(ServerWebExchange exchange) {
        return Flux.fromStream(matchers().filter(matcher -> !pathsOf(matcher).isEmpty()))
                .concatMap(matcher -> matcher.matches(exchange))
                .any(MatchResult::isMatch);
    }

    /** Returns the paths that this filter answers, as far as they can be read. */
    List<AnsweredPath> paths() {
        return matchers()
                .flatMap(matcher -> pathsOf(matcher).stream())
                .distinct()
                .toList();
    }

    private static List<AnsweredPath> pathsOf(Object matcher) {
        if (matcher instanceof PathPatternParserServerWebExchangeMatcher) {
            String method = PrivateField.of(matcher, "method", HttpMethod.class)
                    .map(HttpMethod::name)
                    .orElse("*");
            return PrivateField.of(matcher, "pattern", PathPattern.class)
                    .map(pattern -> new AnsweredPath(method, pattern.getPatternString()))
                    .filter(path -> !path.isEverything())
                    .stream()
                    .toList();
        }
        return matcher instanceof OrServerWebExchangeMatcher
                ? PrivateField.of(matcher, "matchers", Collection.class).stream()
                        .<Object>flatMap(parts -> (Stream<?>) parts.stream())
                        .flatMap(part -> pathsOf(part).stream())
                        .toList()
                : List.of();
    }

    private Stream<ServerWebExchangeMatcher> matchers() {
        List<ServerWebExchangeMatcher> found = new ArrayList<>();
        collect(filter, DEEP_ENOUGH, found);
        return found.stream().distinct();
    }

    /** The matcher may belong to a resolver that the filter asks. */
    private static void collect(Object owner, int depth, List<ServerWebExchangeMatcher> found) {
        ReflectionUtils.doWithFields(
                owner.getClass(),
                field -> collect(field, owner, depth, found),
                field -> !Modifier.isStatic(field.getModifiers())
                        && field.getDeclaringClass().getName().startsWith(SPRING_SECURITY));
    }

    private static void collect(Field field, Object owner, int depth, List<ServerWebExchangeMatcher> found) {
        boolean matcher = ServerWebExchangeMatcher.class.isAssignableFrom(field.getType());
        boolean resolver = depth > 1 && field.getType().getName().endsWith("Resolver");
        if (!matcher && !resolver) {
            return;
        }
        ReflectionUtils.makeAccessible(field);
        Object value = ReflectionUtils.getField(field, owner);
        if (value instanceof ServerWebExchangeMatcher asked) {
            found.add(asked);
        } else if (value != null) {
            collect(value, depth - 1, found);
        }
    }
}
