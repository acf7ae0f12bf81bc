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
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds logins that answer in one way if there is no such account and in another if the password is wrong, so that whoever asks
 * often learns who has an account.
 *
 * <p>Looked at is the method that compares the password: what it throws before that, and what after. It fails only if handlers of
 * the application answer both; otherwise it may be that a caller does not see the difference.
 */
final class GuessableAccountRule implements ReadinessRule {

    private static final String ID = "access.account-guessable";

    private static final Pattern LOGIN =
            Pattern.compile("(?i).*(log-?in|sign-?in|authenticat\\w*|/auth|/token|/session)s?(/\\w+)?");

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ReachedCalls calls;

    private final HandledExceptions handled;

    GuessableAccountRule(ObjectProvider<EndpointHandlers> handlers, ReachedCalls calls, HandledExceptions handled) {
        this.handlers = handlers;
        this.calls = calls;
        this.handled = handled;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Map<String, Finding> found = new TreeMap<>();
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            if (endpoint.method().equals("POST")
                    && LOGIN.matcher(endpoint.path()).matches()) {
                EndpointHandlers.find(handlers, endpoint)
                        .flatMap(handler -> findingAt(endpoint, handler))
                        .ifPresent(finding -> found.put(endpoint.id(), finding));
            }
        }
        return List.copyOf(found.values());
    }

    private Optional<Finding> findingAt(Endpoint endpoint, HandlerMethod handler) {
        return methods(handler.getMethod())
                .map(this::comparisonIn)
                .flatMap(Optional::stream)
                .findFirst()
                .map(refusals -> finding(endpoint, handler.getMethod(), refusals));
    }

    private Stream<Method> methods(Method handler) {
        return Stream.concat(
                Stream.of(handler),
                calls.allCalls(handler).stream()
                        .filter(calls::isOfApplication)
                        .flatMap(calls::implementations)
                        .flatMap(call -> calls.methodOf(call).stream()));
    }

    /** Returns what the method throws before and after it compares a password, if it does both. */
    private Optional<LoginRefusals> comparisonIn(Method method) {
        LoginRefusals refusals = new LoginRefusals();
        if (!HandlerCode.show(method, refusals) || !refusals.compares()) {
            return Optional.empty();
        }
        refusals.lambdaBefore().flatMap(calls::methodOf).ifPresent(lambda -> {
            LoginRefusals inside = new LoginRefusals();
            HandlerCode.show(lambda, inside);
            inside.unknown().ifPresent(refusals::noteUnknown);
        });
        return refusals.unknown().isPresent() && refusals.wrong().isPresent()
                ? Optional.of(refusals)
                : Optional.empty();
    }

    /** Two texts of one type are told apart where the answer is made of the text of whatever is caught. */
    private static boolean areBothTold(Method handler, LoginRefusals.Refusal unknown, LoginRefusals.Refusal wrong) {
        return unknown.type().equals(wrong.type())
                && !unknown.text().isEmpty()
                && !wrong.text().isEmpty()
                && ToldMessage.of(handler).filter(unknown.type()::equals).isPresent();
    }

    private Finding finding(Endpoint endpoint, Method handler, LoginRefusals refusals) {
        LoginRefusals.Refusal unknown = refusals.unknown().orElseThrow();
        LoginRefusals.Refusal wrong = refusals.wrong().orElseThrow();
        Evidence evidence = new Evidence(
                "byte code behind the handler",
                "without an account %s, with a wrong password %s".formatted(unknown, wrong));
        if (unknown.equals(wrong)) {
            return Finding.pass(ID, endpoint.id(), evidence);
        }
        Set<Class<?>> answered = handled.handled();
        boolean bothAnswered = !unknown.type().equals(wrong.type())
                && Stream.of(unknown, wrong)
                        .allMatch(refusal -> answered.stream()
                                .anyMatch(type -> type.getName().equals(refusal.type())));
        return bothAnswered || areBothTold(handler, unknown, wrong)
                ? Finding.fail(
                        ID,
                        endpoint.id(),
                        "It answers %s where there is no account, and %s where only the password is wrong: whoever tries addresses learns who has an account."
                                .formatted(unknown, wrong),
                        "Throw the same exception with the same text in both cases, for example new BadCredentialsException(\"Bad credentials\"), behind %s."
                                .formatted(endpoint.handler()),
                        evidence)
                : Finding.unknown(
                        ID,
                        endpoint.id(),
                        "It throws %s where there is no account, and %s where only the password is wrong; whether a caller sees the difference could not be seen."
                                .formatted(unknown, wrong),
                        evidence);
    }
}
