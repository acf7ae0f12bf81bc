package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.util.ClassUtils;

/** Notes each functional route with the conditions of the routes that it is nested in. */
class RouteCollector {

    private final EndpointOrigins origins;

    private final Deque<RouteCondition> nesting = new ArrayDeque<>(List.of(RouteCondition.NONE));

    private final List<MappedEndpoint> endpoints = new ArrayList<>();

    RouteCollector(EndpointOrigins origins) {
        this.origins = origins;
    }

    final List<MappedEndpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    final void enter(RouteCondition condition) {
        nesting.push(nesting.element().nesting(condition));
    }

    final void leave() {
        nesting.pop();
    }

    final void addRoute(RouteCondition own, Class<?> function) {
        eachIn(
                nesting.element().nesting(own),
                (method, path) -> add(method, path, nameOf(function), originOf(function)));
    }

    final void addResources() {
        eachIn(nesting.element(), (method, path) -> add("GET", path, "static resources", Origin.FRAMEWORK));
    }

    private static void eachIn(RouteCondition condition, BiConsumer<String, String> place) {
        for (RouteCondition.Alternative alternative : condition.alternatives()) {
            HttpMethods.namesOf(alternative.methods()).forEach(method -> place.accept(method, alternative.pathOrAll()));
        }
    }

    private void add(String method, String path, String handler, Origin origin) {
        boolean writes = HttpMethods.writes(method);
        Endpoint endpoint = new Endpoint(method, path, handler, origin, writes, writes || path.contains("{"), false);
        endpoints.add(MappedEndpoint.withoutMethod(endpoint));
    }

    /** A route of GraphQL answers with what the application resolves. */
    private Origin originOf(Class<?> function) {
        return isGraphQl(function) ? Origin.APPLICATION : origins.of(function);
    }

    /** Returns the class that holds the function, without what the compiler adds to the name of a lambda. */
    private static String nameOf(Class<?> function) {
        if (isGraphQl(function)) {
            return "GraphQL";
        }
        String name = ClassUtils.getShortName(function.getName());
        int lambda = name.indexOf("$$");
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    private static boolean isGraphQl(Class<?> function) {
        return function.getName().startsWith("org.springframework.graphql.server.")
                && function.getName().contains("GraphQlHttpHandler");
    }
}
