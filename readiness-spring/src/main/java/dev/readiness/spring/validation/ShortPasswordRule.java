package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointInput;
import dev.readiness.spring.assessment.JsonProperties;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds endpoints that set a password and take one of any length.
 *
 * <p>Only endpoints count that say by their name that they set one, because a login takes whatever was set once; and only where no
 * code on the way measures a text.
 */
final class ShortPasswordRule implements ReadinessRule {

    private static final String ID = "validation.password-short";

    /** ASVS 5, 6.2.1. */
    private static final int LENGTH = 8;

    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(new|user|plain|raw)?_?(password|passwd|pwd)_?(new|plain_?(text)?|text|raw)?");

    private static final Set<String> SETTING = Set.of(
            "register",
            "registration",
            "registrar",
            "registro",
            "signup",
            "sign-up",
            "join",
            "create",
            "add",
            "save",
            "new",
            "change",
            "reset",
            "update",
            "password",
            "user",
            "users",
            "account",
            "accounts");

    private static final Set<String> LOGGING_IN =
            Set.of("login", "signin", "sign-in", "authenticate", "authentication", "token", "session", "verify");

    private static final Set<String> MEASURING = Set.of(
            "java.lang.String.length",
            "java.lang.String.matches",
            "java.util.regex.Pattern.matches",
            "java.util.regex.Matcher.matches",
            "java.util.regex.Matcher.find",
            "org.passay.PasswordValidator.validate");

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ConstraintSource constraints;

    private final ReachedCalls calls;

    ShortPasswordRule(ObjectProvider<EndpointHandlers> handlers, ConstraintSource constraints, ReachedCalls calls) {
        this.handlers = handlers;
        this.constraints = constraints;
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
                .flatMap(this::findingAt)
                .toList();
    }

    private Stream<Finding> findingAt(Endpoint endpoint) {
        return EndpointHandlers.find(handlers, endpoint).stream()
                .filter(handler -> setsPassword(endpoint, handler.getMethod()))
                .flatMap(handler -> findingAt(endpoint, handler));
    }

    private Stream<Finding> findingAt(Endpoint endpoint, HandlerMethod handler) {
        List<Place> passwords = Arrays.stream(handler.getMethodParameters())
                .filter(EndpointInput::isChosenByCaller)
                .flatMap(ShortPasswordRule::passwordsIn)
                .toList();
        if (passwords.isEmpty()) {
            return Stream.empty();
        }
        List<String> free = passwords.stream()
                .filter(place -> !constraints.mayDemandLength(place.type(), place.property(), LENGTH))
                .map(place -> place.type().getSimpleName() + "." + place.property())
                .toList();
        boolean measured = calls.firstCall(handler.getMethod(), ShortPasswordRule::measures)
                .isPresent();
        return Stream.of(free.isEmpty() || measured ? pass(endpoint) : failure(endpoint, String.join(", ", free)));
    }

    private static Stream<Place> passwordsIn(MethodParameter parameter) {
        return HandlerTypes.ofApplicationIn(ResolvableType.forMethodParameter(parameter)).stream()
                .flatMap(type -> InputTypes.properties(type).entrySet().stream()
                        .filter(property -> PASSWORD.matcher(property.getKey()).matches())
                        .filter(property -> property.getValue().resolve() == String.class)
                        .filter(property ->
                                !EndpointInput.isBody(parameter) || JsonProperties.mayBeSet(type, property.getKey()))
                        .map(property -> new Place(type, property.getKey())));
    }

    private static boolean setsPassword(Endpoint endpoint, Method method) {
        String last = endpoint.path().replaceAll("(/\\{[^/]*})+$", "").replaceAll(".*/", "");
        Set<String> words = Stream.concat(
                        Stream.of(last),
                        Stream.of((method.getName() + "-" + last).split("[_-]|(?<=[a-z0-9])(?=[A-Z])")))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return words.stream().anyMatch(SETTING::contains) && words.stream().noneMatch(LOGGING_IN::contains);
    }

    private static boolean measures(MethodCall call) {
        return MEASURING.contains(call.owner() + "." + call.name());
    }

    private static Finding pass(Endpoint endpoint) {
        return Finding.pass(
                ID,
                endpoint.id(),
                new Evidence("constraints in the running validator, and byte code", "something asks for its length"));
    }

    private static Finding failure(Endpoint endpoint, String passwords) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "It takes a password of fewer than %2$d characters: nothing asks that %1$s has so many."
                        .formatted(passwords, LENGTH),
                "@Size(min = %d, max = 128) on %s, and @Valid on the parameter of %s"
                        .formatted(LENGTH, passwords, endpoint.handler()),
                new Evidence(
                        "constraints in the running validator, and byte code",
                        "nothing demands " + LENGTH + " characters"));
    }

    private record Place(Class<?> type, String property) {}
}
