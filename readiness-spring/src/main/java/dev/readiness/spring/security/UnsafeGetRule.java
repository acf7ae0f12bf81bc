package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds endpoints that say by their name that they change something, really do, and are called by GET, which RFC 9110 section
 * 9.2.1 keeps for what is safe.
 *
 * <p>Both signs are asked for: counting a view or noting the time of a visit is no change that a caller asked for.
 */
final class UnsafeGetRule implements ReadinessRule {

    private static final String ID = "browser.get-changes-data";

    private static final Set<String> VERBS = Set.of(
            "delete", "remove", "destroy", "purge", "add", "create", "save", "insert", "update", "cancel", "approve",
            "reject", "disable", "enable", "toggle");

    private final EndpointHandlers handlers;

    private final HandlerCalls calls;

    UnsafeGetRule(EndpointHandlers handlers, HandlerCalls calls) {
        this.handlers = handlers;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Endpoint> read = inventory.applicationEndpoints().stream()
                .filter(endpoint -> endpoint.method().equals("GET"))
                .toList();
        List<Finding> found = read.stream().flatMap(this::findingAt).toList();
        return !found.isEmpty() || read.isEmpty()
                ? found
                : List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence(
                                "byte code of the handlers",
                                "none of " + read.size() + " GET endpoints changes data in its own name")));
    }

    private Stream<Finding> findingAt(Endpoint endpoint) {
        return handlers
                .handlerOf(endpoint)
                .filter(handler -> saysSo(endpoint, handler.getMethod()))
                .flatMap(handler -> changeBy(handler).map(change -> fail(endpoint, change)))
                .stream();
    }

    private Optional<String> changeBy(HandlerMethod handler) {
        return calls.reachedFrom(handler.getMethod());
    }

    private static boolean saysSo(Endpoint endpoint, Method method) {
        return Stream.of((method.getName() + "/" + endpoint.path()).split("[/_.-]|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(VERBS::contains);
    }

    private static Finding fail(Endpoint endpoint, String change) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "A GET changes data: it gets to %s. Every page that a user opens can make the browser send it, and so do"
                                .formatted(change)
                        + " previews and crawlers.",
                "Map %s with @PostMapping or @DeleteMapping, and let the page send a form instead of following a link."
                        .formatted(endpoint.handler()),
                new Evidence("byte code of the handler", "calls " + change));
    }
}
