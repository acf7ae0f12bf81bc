package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.ReachedCalls;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds answers that tell everybody how to reach a person, or who one is.
 *
 * <p>Asked are only endpoints that the application's own rules leave open to be read. Where nothing is closed, that is the
 * finding.
 */
final class PersonalAnswerRule implements ReadinessRule {

    private static final String ID = "validation.response-personal";

    private static final String SECURITY = "org.springframework.security.";

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ObjectProvider<EndpointInspector> inspectors;

    private final ReachedCalls calls;

    PersonalAnswerRule(
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<EndpointInspector> inspectors,
            ReachedCalls calls) {
        this.calls = calls;
        this.handlers = handlers;
        this.inspectors = inspectors;
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
        List<Endpoint> open = read.stream().filter(this::isLeftOpen).toList();
        if (open.isEmpty() || open.size() == read.size()) {
            return List.of(Finding.notApplicable(
                    ID, Finding.APPLICATION, "No rule of the application tells what everybody reads from the rest."));
        }
        List<Finding> findings =
                open.stream().flatMap(endpoint -> findingAt(endpoint).stream()).toList();
        return findings.isEmpty()
                ? List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence(
                                "types that the handlers return, as Jackson writes them",
                                "none of " + open.size() + " open endpoints names what is personal")))
                : findings;
    }

    /** One that was declared public has somebody who has thought about it. */
    private boolean isLeftOpen(Endpoint endpoint) {
        return inspectors.stream()
                .filter(inspector -> inspector.aspect().equals("access"))
                .flatMap(inspector -> inspector.inspect(endpoint).stream())
                .anyMatch(fact -> fact.value().equals("anyone"));
    }

    private Optional<Finding> findingAt(Endpoint endpoint) {
        List<String> personal = EndpointHandlers.find(handlers, endpoint).stream()
                .filter(handler -> !looksAtCaller(handler))
                .flatMap(this::personalIn)
                .distinct()
                .toList();
        String names = String.join(", ", personal);
        return personal.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        ID,
                        endpoint.id(),
                        "Everybody reads %s here, without a login: addresses are collected, and people are found by them."
                                .formatted(names),
                        "Leave %s out of what is public: return a type of its own for those without a login."
                                .formatted(names),
                        new Evidence(
                                "type that the handler returns, as Jackson writes it, and who reaches it",
                                names + ", open to everybody")));
    }

    /** What is asked by who calls is about who calls: {@code /me} is left open so that it can say that nobody is logged in. */
    private boolean looksAtCaller(HandlerMethod handler) {
        return Stream.of(handler.getMethodParameters())
                        .anyMatch(parameter -> Principal.class.isAssignableFrom(parameter.getParameterType())
                                || parameter.getParameterType().getName().startsWith(SECURITY)
                                || Stream.of(parameter.getParameterAnnotations())
                                        .anyMatch(annotation -> annotation
                                                        .annotationType()
                                                        .getName()
                                                        .startsWith(SECURITY)
                                                || annotation.annotationType() == CookieValue.class
                                                || annotation.annotationType() == RequestHeader.class))
                || calls.firstCall(
                                handler.getMethod(),
                                call -> call.owner().endsWith("SecurityContextHolder")
                                        || call.name().equals("getUserPrincipal")
                                        || call.name().equals("getCookies"))
                        .isPresent();
    }

    private Stream<String> personalIn(HandlerMethod handler) {
        FilledProperties filled = new FilledProperties(calls, handler);
        return typesOf(handler).flatMap(type -> WrittenSecrets.personalIn(type, filled::mayBeFilled).stream());
    }

    private static Stream<Class<?>> typesOf(HandlerMethod handler) {
        return Stream.concat(
                HandlerTypes.returnedBy(handler).stream()
                        .filter(stored -> !stored.isWrittenInItsOwnWay())
                        .map(StoredType::type),
                HandlerTypes.plainReturnedBy(handler).stream());
    }
}
