package dev.readiness.spring.validation;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;

/** Knows which resolver of the running application makes the value of a handler's parameter. */
interface ArgumentResolvers {

    /** Returns the simple class name of the resolver, or nothing if no resolver takes the parameter. */
    Optional<String> resolverOf(MethodParameter parameter);

    /** Returns the resolvers of Spring MVC. */
    static ArgumentResolvers of(List<HandlerMethodArgumentResolver> resolvers) {
        return parameter -> first(resolvers, resolver -> resolver.supportsParameter(parameter));
    }

    /** Returns the simple class name of the first of {@code resolvers} that takes a parameter. */
    static <R> Optional<String> first(List<R> resolvers, Predicate<R> takesIt) {
        return resolvers.stream()
                .filter(takesIt)
                .findFirst()
                .map(resolver -> resolver.getClass().getSimpleName());
    }
}
