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
        RouteCollector routes = new RouteCollector(origins);
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
}
