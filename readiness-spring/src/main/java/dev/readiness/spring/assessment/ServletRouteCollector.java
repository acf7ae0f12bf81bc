package dev.readiness.spring.assessment;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Walks through router functions of Spring MVC. */
final class ServletRouteCollector extends RouteCollector implements RouterFunctions.Visitor {

    ServletRouteCollector(EndpointOrigins origins) {
        super(origins);
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        enter(RouteConditionReader.conditionOf(predicate));
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        leave();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        addRoute(RouteConditionReader.conditionOf(predicate), handler.getClass());
    }

    @Override
    public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
        addResources();
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> function) {}
}
