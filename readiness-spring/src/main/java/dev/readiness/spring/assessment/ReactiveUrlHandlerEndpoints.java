package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.util.pattern.PathPattern;

/** The endpoints of Spring WebFlux that map a path to an object: static resources, handlers of web sockets. */
final class ReactiveUrlHandlerEndpoints implements EndpointSource {

    private final ListableBeanFactory beans;

    private final EndpointOrigins origins;

    ReactiveUrlHandlerEndpoints(ListableBeanFactory beans, EndpointOrigins origins) {
        this.beans = beans;
        this.origins = origins;
    }

    @Override
    public List<MappedEndpoint> endpoints() {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, AbstractUrlHandlerMapping.class, true, false)
                .values()
                .stream()
                .flatMap(mapping -> mapping.getHandlerMap().entrySet().stream())
                .flatMap(this::endpointOf)
                .toList();
    }

    private Stream<MappedEndpoint> endpointOf(Map.Entry<PathPattern, Object> mapped) {
        String path = mapped.getKey().getPatternString();
        Object handler = mapped.getValue();
        if (handler instanceof ResourceWebHandler) {
            return Stream.of(MappedEndpoint.withoutMethod(
                    new Endpoint("GET", path, "static resources", Origin.FRAMEWORK, false, false, false)));
        }
        Class<?> type = handler instanceof String name ? beans.getType(name) : handler.getClass();
        return type == null ? Stream.empty() : Stream.of(anyMethod(path, ClassUtils.getUserClass(type)));
    }

    private MappedEndpoint anyMethod(String path, Class<?> handler) {
        return MappedEndpoint.withoutMethod(
                new Endpoint(HttpMethods.ANY, path, handler.getSimpleName(), origins.of(handler), true, true, false));
    }
}
