package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.HandlerCode;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds sign-ups and forgotten passwords that answer whether an e-mail address has an account.
 *
 * <p>Names that people choose for themselves are not meant: nobody can choose one without hearing that it is taken.
 */
final class AccountToldRule implements ReadinessRule {

    private static final String ID = "access.account-told";

    private static final Pattern SIGN_UP =
            Pattern.compile("(?i).*/(\\w+-)?(register|registration|sign-?up|create-?account)(/\\w+|-\\w+)?/?");

    private static final Pattern FORGOTTEN =
            Pattern.compile("(?i).*(forgot|forget|recover|lost-?password|resend|reset-?request|request-?reset).*");

    private final ApplicationAccess access;

    private final EndpointHandlers handlers;

    private final HandlerCalls calls;

    AccountToldRule(ApplicationAccess access, EndpointHandlers handlers, HandlerCalls calls) {
        this.access = access;
        this.handlers = handlers;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Endpoint> asked = inventory.applicationEndpoints().stream()
                .filter(endpoint -> endpoint.method().equals("POST"))
                .filter(endpoint -> SIGN_UP.matcher(endpoint.path()).matches() || isForgotten(endpoint))
                .filter(endpoint -> access.of(endpoint).reach() == Reach.ANYONE)
                .toList();
        List<Finding> findings =
                asked.stream().flatMap(endpoint -> findingAt(endpoint).stream()).toList();
        if (!findings.isEmpty()) {
            return findings;
        }
        return List.of(
                asked.isEmpty()
                        ? Finding.notApplicable(
                                ID, Finding.APPLICATION, "No sign-up and no forgotten password is open to everybody.")
                        : Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(
                                        "byte code behind the handlers",
                                        "%d do not say what was found".formatted(asked.size()))));
    }

    private static boolean isForgotten(Endpoint endpoint) {
        // Whatever its paths are, a class may say whom it is for.
        return FORGOTTEN.matcher(endpoint.path()).matches()
                || NameWords.isForLostPasswords(endpoint.handler().replaceFirst("\\.\\w+$", ""));
    }

    private Optional<Finding> findingAt(Endpoint endpoint) {
        return handlers.handlerOf(endpoint)
                .flatMap(handler -> calls.methods(handler.getMethod())
                        .flatMap(method -> told(method, isForgotten(endpoint)).stream())
                        .findFirst()
                        .map(told -> fail(endpoint, told)));
    }

    private Optional<ToldAccounts.Told> told(Method method, boolean forgotten) {
        ToldAccounts reader = new ToldAccounts(forgotten);
        if (!HandlerCode.show(method, reader) || !reader.looksUp()) {
            return Optional.empty();
        }
        return reader.told()
                .or(() -> reader.lambdas().stream()
                        .flatMap(lambda -> calls.methodOf(lambda).stream())
                        .flatMap(lambda -> inLambda(lambda, forgotten).stream())
                        .findFirst())
                .map(what -> new ToldAccounts.Told(
                        method.getDeclaringClass().getSimpleName() + "." + method.getName(), what));
    }

    private static Optional<String> inLambda(Method lambda, boolean forgotten) {
        ToldAccounts inside = new ToldAccounts(forgotten);
        HandlerCode.show(lambda, inside);
        return Stream.of(inside.told(), inside.made()).flatMap(Optional::stream).findFirst();
    }

    private static Finding fail(Endpoint endpoint, ToldAccounts.Told told) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "It answers whether an e-mail address has an account: %s looks it up and answers %s, without a login."
                        .formatted(told.where(), told.what()),
                "Answer the same in both cases behind %s, for example that a mail was sent, and say the rest in the mail."
                        .formatted(endpoint.handler()),
                new Evidence("byte code of " + told.where(), told.what() + " after the address was looked up"));
    }
}
