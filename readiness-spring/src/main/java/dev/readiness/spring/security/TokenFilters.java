package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.MethodCall;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Knows the filters of the application that read a signed token. They are not called. */
final class TokenFilters {

    private static final Set<String> FILTERING = Set.of("doFilterInternal", "doFilter", "filter");

    private final Supplier<Stream<Class<?>>> filters;

    private final HandlerCalls calls;

    private final EndpointOrigins origins;

    /**
     * @param filters types of the filters, whoever they belong to
     */
    TokenFilters(Supplier<Stream<Class<?>>> filters, HandlerCalls calls, EndpointOrigins origins) {
        this.filters = filters;
        this.calls = calls;
        this.origins = origins;
    }

    /** Returns their methods that read a token. */
    List<Method> reading() {
        return filters.get()
                .distinct()
                .filter(type -> origins.of(type) == Origin.APPLICATION)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> FILTERING.contains(method.getName()) && !method.isBridge())
                .filter(method -> readBy(method).isPresent())
                .toList();
    }

    /** Returns the call of a library by which {@code method} reads a token. */
    Optional<MethodCall> readBy(Method method) {
        return calls.firstCall(method, TokenFilters::readsToken);
    }

    static boolean readsToken(MethodCall call) {
        return (call.owner().startsWith("io.jsonwebtoken.") && call.name().startsWith("parse"))
                || (call.owner().endsWith(".JWTVerifier") && call.name().equals("verify"))
                || (call.owner().equals("com.nimbusds.jwt.SignedJWT")
                        && call.name().equals("parse"));
    }
}
