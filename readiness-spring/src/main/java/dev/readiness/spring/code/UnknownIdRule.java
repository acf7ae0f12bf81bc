package dev.readiness.spring.code;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.HandlerCode;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds endpoints that fail with 500 when the path names a row that is not there.
 *
 * <p>Asked are only handlers that look a row up with {@code orElseThrow}, catch nothing themselves, and get to no exception for
 * which there is an answer.
 */
final class UnknownIdRule implements ReadinessRule {

    private static final String ID = "validation.unknown-id-fails";

    private static final String LOOKED_UP = "java.util.Optional.orElseThrow";

    private final ObjectProvider<EndpointHandlers> handlers;

    private final HandledExceptions exceptions;

    private final ReachedCalls calls;

    UnknownIdRule(ObjectProvider<EndpointHandlers> handlers, HandledExceptions exceptions, ReachedCalls calls) {
        this.handlers = handlers;
        this.exceptions = exceptions;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        if (exceptions.areHandledElsewhere()) {
            return List.of(Finding.unknown(
                    ID,
                    Finding.APPLICATION,
                    "Code of the application answers exceptions in a way that cannot be read."));
        }
        Set<Class<?>> handled = exceptions.handled();
        Map<String, List<String>> places = new TreeMap<>();
        int asked = 0;
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            Optional<Method> method = endpoint.path().contains("{") ? handlerOf(endpoint) : Optional.empty();
            if (method.isPresent()) {
                asked++;
                thrownBy(method.get(), handled)
                        .ifPresent(exception -> places.computeIfAbsent(exception, name -> new ArrayList<>())
                                .add(endpoint.id()));
            }
        }
        if (!places.isEmpty()) {
            return places.entrySet().stream()
                    .map(place -> failure(place.getKey(), place.getValue()))
                    .toList();
        }
        return List.of(
                asked == 0
                        ? Finding.notApplicable(ID, Finding.APPLICATION, "No path of the application names a row.")
                        : Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(
                                        "byte code of the handlers, and the handlers of exceptions",
                                        "none of " + asked
                                                + " endpoints looks up a row and lets the failure through")));
    }

    private Optional<Method> handlerOf(Endpoint endpoint) {
        return EndpointHandlers.find(handlers, endpoint).map(HandlerMethod::getMethod);
    }

    /** Returns the exception that a caller gets as a 500, if all that the handler gets to have no answer. */
    private Optional<String> thrownBy(Method method, Set<Class<?>> handled) {
        Set<MethodCall> reached = calls.allCalls(method);
        boolean looksUp = reached.stream().anyMatch(call -> (call.owner() + "." + call.name()).equals(LOOKED_UP));
        if (!looksUp || HandlerCode.mayCatch(method)) {
            return Optional.empty();
        }
        Set<Class<?>> thrown = reached.stream()
                .filter(call -> call.name().equals("<init>"))
                .map(calls::typeOf)
                .filter(type -> type != null && RuntimeException.class.isAssignableFrom(type))
                .collect(Collectors.toSet());
        boolean unnamed = reached.stream()
                .anyMatch(call -> (call.owner() + "." + call.name()).equals(LOOKED_UP)
                        && call.descriptor().startsWith("()"));
        if (unnamed) {
            thrown.add(java.util.NoSuchElementException.class);
        }
        boolean answered = thrown.isEmpty() || thrown.stream().anyMatch(type -> isAnswered(type, handled));
        return answered
                ? Optional.empty()
                : thrown.stream().map(Class::getSimpleName).sorted().findFirst();
    }

    private static boolean isAnswered(Class<?> exception, Set<Class<?>> handled) {
        return handled.stream().anyMatch(type -> type.isAssignableFrom(exception))
                || HandledExceptions.hasStatus(exception)
                || exception.getName().startsWith("org.springframework.");
    }

    private static Finding failure(String exception, List<String> endpoints) {
        String others = endpoints.size() == 1 ? "" : " and %d more".formatted(endpoints.size() - 1);
        return Finding.fail(
                ID,
                exception,
                "%s%s: a row that is not there is answered with 500, as if the application were broken, because nothing answers %s."
                        .formatted(endpoints.get(0), others, exception),
                "@ExceptionHandler(%1$s.class) ProblemDetail notFound(%1$s ex) { return ProblemDetail.forStatus(HttpStatus.NOT_FOUND); } in a @RestControllerAdvice"
                        .formatted(exception),
                new Evidence("byte code of the handlers", String.join(", ", endpoints) + " let it through"));
    }
}
