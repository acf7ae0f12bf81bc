package dev.readiness.spring.assessment;

import java.util.List;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/** The endpoints that are functional routes. */
final class RouterFunctionEndpoints implements EndpointSource {

    private final ListableBeanFactory beans;

    private final EndpointOrigins origins;

    RouterFunctionEndpoints(ListableBeanFactory beans, EndpointOrigins origins) {
        this.beans = beans;
        this.origins = origins;
    }

    @Override
    public List<MappedEndpoint> endpoints() {
        List<MappedEndpoint> filtered = beans.getBeanProvider(RouterFunction.class).stream()
                .filter(RouteFilters::areIn)
                .flatMap(function -> endpointsOf(function).stream())
                .toList();
        return mapped().stream()
                .map(endpoint -> filtered.contains(endpoint) ? endpoint.behindAFilter() : endpoint)
                .toList();
    }

    private List<MappedEndpoint> mapped() {
        ServletRouteCollector routes = new ServletRouteCollector(origins);
        for (RouterFunctionMapping mapping : BeanFactoryUtils.beansOfTypeIncludingAncestors(
                        beans, RouterFunctionMapping.class, true, false)
                .values()) {
            RouterFunction<?> function = mapping.getRouterFunction();
            if (function != null) {
                function.accept(routes);
            }
        }
        return routes.endpoints();
    }

    private List<MappedEndpoint> endpointsOf(RouterFunction<?> function) {
        ServletRouteCollector routes = new ServletRouteCollector(origins);
        function.accept(routes);
        return routes.endpoints();
    }
}
