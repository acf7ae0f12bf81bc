package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Walks through router functions and notes each route with the conditions of the routes that it is nested in. */
final class RouteCollector implements RouterFunctions.Visitor {

    private final EndpointOrigins origins;

    private final Deque<RouteCondition> nesting = new ArrayDeque<>(List.of(RouteCondition.NONE));

    private final List<MappedEndpoint> endpoints = new ArrayList<>();

    RouteCollector(EndpointOrigins origins) {
        this.origins = origins;
    }

    List<MappedEndpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        nesting.push(nesting.element().and(RouteCondition.of(predicate)));
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        nesting.pop();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        RouteCondition condition = nesting.element().and(RouteCondition.of(predicate));
        String name = nameOf(handler.getClass());
        Origin origin = origins.of(handler.getClass());
        for (String path : condition.pathsOr("/**")) {
            for (String method : HttpMethods.namesOf(condition.methods())) {
                add(method, path, name, origin);
            }
        }
    }

    @Override
    public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
        for (String path : nesting.element().pathsOr("/**")) {
            add("GET", path, "static resources", Origin.FRAMEWORK);
        }
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> function) {}

    private void add(String method, String path, String handler, Origin origin) {
        boolean writes = HttpMethods.writes(method);
        Endpoint endpoint = new Endpoint(method, path, handler, origin, writes, writes || path.contains("{"), false);
        endpoints.add(MappedEndpoint.withoutMethod(endpoint));
    }

    /** Returns the class that holds the function, without what the compiler adds to the name of a lambda. */
    private static String nameOf(Class<?> function) {
        String name = ClassUtils.getShortName(function.getName());
        int lambda = name.indexOf("$$");
        return lambda < 0 ? name : name.substring(0, lambda);
    }
}
