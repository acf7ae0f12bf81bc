package dev.readiness.spring.assessment;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;

/** Reads the condition of a route of Spring WebFlux. */
final class ReactiveRouteConditionReader extends RouteCondition.Reader implements RequestPredicates.Visitor {

    private ReactiveRouteConditionReader() {}

    static RouteCondition conditionOf(RequestPredicate predicate) {
        ReactiveRouteConditionReader reader = new ReactiveRouteConditionReader();
        predicate.accept(reader);
        return reader.condition();
    }

    @Override
    public void method(Set<HttpMethod> allowed) {
        add(RouteCondition.ofMethods(allowed.stream().map(HttpMethod::name).collect(Collectors.toSet())));
    }

    @Override
    public void path(String pattern) {
        add(RouteCondition.ofPath(pattern));
    }

    @Override
    @SuppressWarnings("removal")
    public void pathExtension(String extension) {
        add(RouteCondition.NONE);
    }

    @Override
    public void header(String name, String value) {
        add(RouteCondition.NONE);
    }

    @Override
    public void queryParam(String name, String value) {
        add(RouteCondition.NONE);
    }

    @Override
    public void version(String version) {
        add(RouteCondition.NONE);
    }

    @Override
    public void startAnd() {
        open();
    }

    @Override
    public void and() {}

    @Override
    public void endAnd() {
        closeAnd();
    }

    @Override
    public void startOr() {
        open();
    }

    @Override
    public void or() {}

    @Override
    public void endOr() {
        closeOr();
    }

    @Override
    public void startNegate() {
        open();
    }

    @Override
    public void endNegate() {
        closeNegation();
    }

    @Override
    public void unknown(RequestPredicate predicate) {
        add(RouteCondition.NONE);
    }
}
