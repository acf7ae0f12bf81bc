package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.EndpointOrigins;
import jakarta.servlet.ServletContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.util.ServletRequestPathUtils;

/** Interceptors of the application's own, unless they only act after the handler or let every request through. */
final class InterceptorGuards implements OtherGuards {

    private final ListableBeanFactory beans;

    private final ServletContext servletContext;

    private final EndpointOrigins origins;

    InterceptorGuards(ListableBeanFactory beans, ServletContext servletContext) {
        this.beans = beans;
        this.servletContext = servletContext;
        this.origins = EndpointOrigins.of(beans);
    }

    @Override
    public Stream<String> of(Endpoint endpoint) {
        String path = PathExample.of(endpoint.path()).orElse(endpoint.path());
        DryRunRequest request = new DryRunRequest(endpoint.method(), "", path, servletContext);
        ServletRequestPathUtils.parseAndCache(request);
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, AbstractHandlerMapping.class, true, false)
                .values()
                .stream()
                .map(AbstractHandlerMapping::getAdaptedInterceptors)
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .filter(interceptor -> !(interceptor instanceof MappedInterceptor mapped) || mapped.matches(request))
                .map(InterceptorGuards::type)
                .distinct()
                .filter(this::mayDecide)
                .map(type -> "the interceptor " + type.getSimpleName());
    }

    private static Class<?> type(HandlerInterceptor interceptor) {
        return AopUtils.getTargetClass(
                interceptor instanceof MappedInterceptor mapped ? mapped.getInterceptor() : interceptor);
    }

    private boolean mayDecide(Class<?> type) {
        return origins.of(type) == Origin.APPLICATION
                && decidesBefore(type)
                && !PassThrough.isCertainOfInterceptor(type);
    }

    private static boolean decidesBefore(Class<?> type) {
        return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                .anyMatch(method ->
                        method.getName().equals("preHandle") && method.getDeclaringClass() != HandlerInterceptor.class);
    }
}
