package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The endpoints that map a path to an object: view controllers, static resources, beans named like a path. */
final class UrlHandlerEndpoints implements EndpointSource {

    private final ListableBeanFactory beans;

    private final EndpointOrigins origins;

    UrlHandlerEndpoints(ListableBeanFactory beans, EndpointOrigins origins) {
        this.beans = beans;
        this.origins = origins;
    }

    @Override
    public List<MappedEndpoint> endpoints() {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, AbstractUrlHandlerMapping.class, true, false)
                .values()
                .stream()
                .flatMap(mapping -> Stream.concat(
                        welcomePageOf(mapping),
                        mapping.getHandlerMap().entrySet().stream().flatMap(this::endpointOf)))
                .toList();
    }

    private static Stream<MappedEndpoint> welcomePageOf(AbstractUrlHandlerMapping mapping) {
        return mapping.getRootHandler() instanceof ParameterizableViewController
                ? Stream.of(reading("/", "welcome page", Origin.FRAMEWORK))
                : Stream.empty();
    }

    private Stream<MappedEndpoint> endpointOf(Map.Entry<String, Object> mapped) {
        Object handler = mapped.getValue();
        if (handler instanceof ResourceHttpRequestHandler) {
            return Stream.of(reading(mapped.getKey(), "static resources", Origin.FRAMEWORK));
        }
        if (handler instanceof ParameterizableViewController controller) {
            return Stream.of(reading(mapped.getKey(), "view " + controller.getViewName(), Origin.APPLICATION));
        }
        Optional<Endpoint> socket = WebSocketHandlers.endpointOf(mapped.getKey(), handler);
        if (socket.isPresent()) {
            return socket.stream().map(MappedEndpoint::withoutMethod);
        }
        Class<?> type = handler instanceof String name ? beans.getType(name) : handler.getClass();
        return type == null ? Stream.empty() : Stream.of(anyMethod(mapped.getKey(), ClassUtils.getUserClass(type)));
    }

    private static MappedEndpoint reading(String path, String handler, Origin origin) {
        return MappedEndpoint.withoutMethod(new Endpoint("GET", path, handler, origin, false, false, false));
    }

    private MappedEndpoint anyMethod(String path, Class<?> handler) {
        return MappedEndpoint.withoutMethod(
                new Endpoint(HttpMethods.ANY, path, handler.getSimpleName(), origins.of(handler), true, true, false));
    }
}
