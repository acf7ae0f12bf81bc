package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.MethodCall;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Finds filters of the application that take the login from a cookie of their own, for example one with a signed token.
 *
 * <p>Read from their byte code: a filter counts that reads cookies and puts somebody into the security context. Where the
 * application says anything about {@code SameSite}, the cookie may be one that other sites cannot make a browser send, and none
 * counts.
 */
final class OwnCookieLogin {

    private static final Set<String> FILTERING = Set.of("doFilterInternal", "doFilter", "filter");

    private static final Set<String> COOKIES = Set.of("getCookies", "getCookie");

    private final HandlerCalls calls;

    private final EndpointOrigins origins;

    private final BooleanSupplier mindsOtherSites;

    private final Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();

    /**
     * @param mindsOtherSites whether the application says anything about {@code SameSite}
     */
    OwnCookieLogin(HandlerCalls calls, EndpointOrigins origins, BooleanSupplier mindsOtherSites) {
        this.calls = calls;
        this.origins = origins;
        this.mindsOtherSites = mindsOtherSites;
    }

    /** Returns whether one of {@code filters} is such a filter. */
    boolean isIn(Stream<?> filters) {
        return filters.anyMatch(filter -> known.computeIfAbsent(filter.getClass(), this::takesCookie));
    }

    private boolean takesCookie(Class<?> type) {
        return origins.of(type) == Origin.APPLICATION
                && Stream.of(type.getDeclaredMethods())
                        .filter(method -> FILTERING.contains(method.getName()) && !method.isBridge())
                        .anyMatch(this::takesCookie)
                && !mindsOtherSites.getAsBoolean();
    }

    private boolean takesCookie(Method method) {
        return calls.firstCall(method, OwnCookieLogin::readsCookie).isPresent()
                && calls.firstCall(method, OwnCookieLogin::logsIn).isPresent();
    }

    private static boolean readsCookie(MethodCall call) {
        return COOKIES.contains(call.name())
                && (call.owner().endsWith("Request") || call.owner().endsWith(".WebUtils"));
    }

    private static boolean logsIn(MethodCall call) {
        return (call.owner().endsWith(".SecurityContext") && call.name().equals("setAuthentication"))
                || (call.owner().endsWith(".SecurityContextHolder")
                        && call.name().equals("setContext"))
                || (call.owner().endsWith(".ReactiveSecurityContextHolder")
                        && call.name().startsWith("with"));
    }
}
