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
import dev.readiness.spring.assessment.EndpointInput;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds endpoints by which whoever is logged in changes the password without knowing the one that is in force.
 *
 * <p>Accused is only an endpoint whose name says that it changes a password, that any user reaches, that takes nothing which could
 * be the old one or a code that was sent, and that gets to a setter of a password and to nothing that compares one.
 */
final class BlindPasswordChangeRule implements ReadinessRule {

    private static final String ID = "access.password-changed-blindly";

    private static final Pattern PASSWORD = Pattern.compile("(?i).*(password|passwd|pwd|passphrase).*");

    private static final Pattern OLD = Pattern.compile(
            "(?i).*(old|current|existing|previous|present|actual|last|original|token|code|otp|secret|key|pin|answer|link).*");

    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?i).*(reset|forg[oe]t|recover|init|admin|register|registration|sign-?up|create|confirm|verif|token|otp|code|first"
                    + "|activate|invite|restore).*");

    private static final Set<String> COMPARING = Set.of("matches", "checkpw", "authenticate", "verify");

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ObjectProvider<EndpointInspector> inspectors;

    private final ReachedCalls calls;

    BlindPasswordChangeRule(
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<EndpointInspector> inspectors,
            ReachedCalls calls) {
        this.handlers = handlers;
        this.inspectors = inspectors;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        return inventory.applicationEndpoints().stream()
                .filter(endpoint -> Set.of("POST", "PUT", "PATCH").contains(endpoint.method()))
                .flatMap(endpoint -> EndpointHandlers.find(handlers, endpoint).stream()
                        .filter(handler -> changesPassword(endpoint, handler))
                        .flatMap(handler -> findingAt(endpoint, handler).stream()))
                .toList();
    }

    private static boolean changesPassword(Endpoint endpoint, HandlerMethod handler) {
        String words = endpoint.path() + " " + handler.getMethod().getName();
        return PASSWORD.matcher(words).matches() && !ELSEWHERE.matcher(words).matches();
    }

    private Optional<Finding> findingAt(Endpoint endpoint, HandlerMethod handler) {
        List<String> taken = Arrays.stream(handler.getMethodParameters())
                .filter(EndpointInput::isChosenByCaller)
                .flatMap(BlindPasswordChangeRule::namesIn)
                .toList();
        List<String> passwords =
                taken.stream().filter(name -> PASSWORD.matcher(name).matches()).toList();
        if (passwords.isEmpty() || !isForAnyUser(endpoint)) {
            return Optional.empty();
        }
        Set<MethodCall> reached = calls.evenFarCalls(handler.getMethod());
        if (reached.stream().noneMatch(this::setsPassword)) {
            return Optional.empty();
        }
        boolean asked = taken.stream().anyMatch(name -> OLD.matcher(name).matches())
                || reached.stream().anyMatch(call -> COMPARING.contains(call.name()));
        return Optional.of(asked ? pass(endpoint) : fail(endpoint, passwords));
    }

    private static Stream<String> namesIn(MethodParameter parameter) {
        Set<Class<?>> types = HandlerTypes.ofApplicationIn(ResolvableType.forMethodParameter(parameter));
        Parameter declared = parameter.getExecutable().getParameters()[parameter.getParameterIndex()];
        return types.isEmpty()
                ? Stream.of(declared.getName())
                : types.stream().flatMap(type -> InputTypes.properties(type).keySet().stream());
    }

    private boolean isForAnyUser(Endpoint endpoint) {
        return inspectors.stream()
                .filter(inspector -> inspector.aspect().equals("access"))
                .flatMap(inspector -> inspector.inspect(endpoint).stream())
                .anyMatch(fact -> fact.value().equals("any user"));
    }

    private boolean setsPassword(MethodCall call) {
        Class<?> type = calls.typeOf(call);
        return type != null
                && StoredType.isStored(type)
                && call.name().toLowerCase(Locale.ROOT).matches("set\\w*(password|passwd|pwd)\\w*");
    }

    private static Finding pass(Endpoint endpoint) {
        return Finding.pass(
                ID,
                endpoint.id(),
                new Evidence("input and byte code of the handler", "it asks for more than the new one"));
    }

    private static Finding fail(Endpoint endpoint, List<String> passwords) {
        String names = passwords.stream().distinct().collect(Collectors.joining(", "));
        return Finding.fail(
                ID,
                endpoint.id(),
                "%s takes %s and sets it without asking for the one in force: whoever finds a session open takes the account over."
                        .formatted(endpoint.handler(), names),
                "Take the current password too, and refuse unless passwordEncoder.matches(current, account.getPassword()) in %s."
                        .formatted(endpoint.handler()),
                new Evidence(
                        "input and byte code of the handler",
                        "it takes " + names + ", sets a password, and compares none"));
    }
}
