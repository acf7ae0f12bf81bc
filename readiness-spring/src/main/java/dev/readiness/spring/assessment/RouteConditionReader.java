package dev.readiness.spring.assessment;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;

/** Reads the condition of a route of Spring MVC. */
final class RouteConditionReader extends RouteCondition.Reader implements RequestPredicates.Visitor {

    private RouteConditionReader() {}

    static RouteCondition conditionOf(RequestPredicate predicate) {
        RouteConditionReader reader = new RouteConditionReader();
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
    public void param(String name, String value) {
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
