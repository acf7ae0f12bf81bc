package dev.readiness.spring.validation;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;

/** The resolvers of Spring WebFlux, which its handler adapter keeps to itself. */
final class ReactiveResolvers implements ArgumentResolvers {

    private final List<?> resolvers;

    ReactiveResolvers(RequestMappingHandlerAdapter adapter) {
        this.resolvers = (List<?>) valueOf("requestMappingResolvers", valueOf("methodResolver", adapter));
    }

    @Override
    public Optional<String> resolverOf(MethodParameter parameter) {
        return ArgumentResolvers.first(
                resolvers, resolver -> ((HandlerMethodArgumentResolver) resolver).supportsParameter(parameter));
    }

    private static Object valueOf(String name, Object owner) {
        Field field = ReflectionUtils.findField(owner.getClass(), name);
        if (field == null) {
            throw new IllegalStateException(owner.getClass().getName() + " has no field " + name);
        }
        ReflectionUtils.makeAccessible(field);
        return Objects.requireNonNull(ReflectionUtils.getField(field, owner), name);
    }
}
