package dev.readiness.spring.assessment;

import java.util.Map;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Walks through router functions of Spring WebFlux. */
final class ReactiveRouteCollector extends RouteCollector implements RouterFunctions.Visitor {

    ReactiveRouteCollector(EndpointOrigins origins) {
        super(origins);
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        enter(ReactiveRouteConditionReader.conditionOf(predicate));
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        leave();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        addRoute(ReactiveRouteConditionReader.conditionOf(predicate), handler.getClass());
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
        addResources();
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> function) {}
}
