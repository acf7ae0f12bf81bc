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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds answers that tell everybody how to reach a person, or who one is.
 *
 * <p>Asked are only endpoints that the application's own rules leave open to be read, and lists that every user reads where
 * everybody may become one. Where nothing is closed, that is the finding.
 */
final class PersonalAnswerRule implements ReadinessRule {

    private static final String ID = "validation.response-personal";

    private static final String SECURITY = "org.springframework.security.";

    /** By these people are reached; a date of birth may be that of a writer whom everybody knows. */
    private static final Pattern CONTACT = Pattern.compile("(?i).*(mail|phone|mobile)\\w*");

    private static final Pattern SIGN_UP =
            Pattern.compile("(?i).*/(register|registration|sign-?up|join)(/(save|new|user|account)s?)?");

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
        List<Finding> findings = new ArrayList<>();
        boolean told = !open.isEmpty() && open.size() < read.size();
        if (told) {
            open.forEach(endpoint -> findingAt(endpoint).ifPresent(findings::add));
        }
        if (hasOpenSignUp(inventory)) {
            read.stream()
                    .filter(endpoint -> hasAccess(endpoint, "any user"))
                    .forEach(endpoint -> listAt(endpoint).ifPresent(findings::add));
        }
        if (!findings.isEmpty()) {
            return findings;
        }
        return List.of(
                told
                        ? Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(
                                        "types that the handlers return, as Jackson writes them",
                                        "none of " + open.size() + " open endpoints names what is personal"))
                        : Finding.notApplicable(
                                ID,
                                Finding.APPLICATION,
                                "No rule of the application tells what everybody reads from the rest."));
    }

    private boolean hasOpenSignUp(Inventory inventory) {
        return inventory.applicationEndpoints().stream()
                .anyMatch(endpoint -> endpoint.method().equals("POST")
                        && SIGN_UP.matcher(endpoint.path()).matches()
                        && (hasAccess(endpoint, "anyone") || hasAccess(endpoint, "public")));
    }

    /** Where everybody may sign up, every user is everybody. */
    private Optional<Finding> listAt(Endpoint endpoint) {
        String names = EndpointHandlers.find(handlers, endpoint).stream()
                .filter(handler -> returnsMany(handler) && !looksAtCaller(handler))
                .flatMap(this::personalIn)
                .filter(name -> CONTACT.matcher(name).matches())
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        ID,
                        endpoint.id(),
                        "Whoever signs up, which everybody may, reads %s of all in one list.".formatted(names),
                        "Let only administrators reach %s, or return a type without %s."
                                .formatted(endpoint.handler(), names),
                        new Evidence(
                                "type that the handler returns, as Jackson writes it, and who reaches it",
                                names + ", open to every user, and a sign-up is open to everybody")));
    }

    private static boolean returnsMany(HandlerMethod handler) {
        return isMany(ResolvableType.forMethodReturnType(handler.getMethod(), handler.getBeanType()), 3);
    }

    private static boolean isMany(ResolvableType type, int depth) {
        Class<?> raw = type.toClass();
        return type.isArray()
                || Iterable.class.isAssignableFrom(raw)
                || raw.getName().equals("reactor.core.publisher.Flux")
                || (depth > 0 && Stream.of(type.getGenerics()).anyMatch(held -> isMany(held, depth - 1)));
    }

    /** One that was declared public has somebody who has thought about it. */
    private boolean isLeftOpen(Endpoint endpoint) {
        return hasAccess(endpoint, "anyone");
    }

    private boolean hasAccess(Endpoint endpoint, String value) {
        return inspectors.stream()
                .filter(inspector -> inspector.aspect().equals("access"))
                .flatMap(inspector -> inspector.inspect(endpoint).stream())
                .anyMatch(fact -> fact.value().equals(value));
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
