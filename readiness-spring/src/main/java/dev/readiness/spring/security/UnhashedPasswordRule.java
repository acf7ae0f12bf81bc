package dev.readiness.spring.security;

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
import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds endpoints that store the password of an account as it was sent.
 *
 * <p>Accused is only a handler that takes a password, gets to the setter of an account's and to a store, and gets to nothing
 * that hashes, neither itself nor by what the type does before it is stored.
 */
final class UnhashedPasswordRule implements ReadinessRule {

    private static final String ID = "access.password-unhashed";

    private static final Pattern HASHES = Pattern.compile("(?i)(?!hashCode$).*(encode|encrypt|crypt|hash|digest).*");

    private static final Set<String> ENCODINGS =
            Set.of("java.util.Base64$Encoder", "java.net.URLEncoder", "java.util.Objects", "java.util.Arrays");

    private static final List<String> CALLBACKS =
            List.of("jakarta.persistence.PrePersist", "jakarta.persistence.PreUpdate");

    private final EndpointHandlers handlers;

    private final HandlerCalls calls;

    UnhashedPasswordRule(EndpointHandlers handlers, HandlerCalls calls) {
        this.handlers = handlers;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Endpoint> taking = inventory.applicationEndpoints().stream()
                .filter(Endpoint::writes)
                .filter(endpoint -> handlers.handlerOf(endpoint)
                        .filter(UnhashedPasswordRule::takesPassword)
                        .isPresent())
                .toList();
        List<Finding> findings = taking.stream()
                .flatMap(endpoint -> findingAt(endpoint).stream())
                .toList();
        if (!findings.isEmpty()) {
            return findings;
        }
        return List.of(
                taking.isEmpty()
                        ? Finding.notApplicable(ID, Finding.APPLICATION, "No endpoint takes a password.")
                        : Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(
                                        "byte code of the handlers",
                                        "none of " + taking.size() + " that take a password stores it as it is")));
    }

    private Optional<Finding> findingAt(Endpoint endpoint) {
        HandlerMethod handler = handlers.handlerOf(endpoint).orElseThrow();
        Set<MethodCall> reached = calls.all(handler.getMethod());
        if (reached.stream().anyMatch(UnhashedPasswordRule::hashes)) {
            return Optional.empty();
        }
        return accountsSetBy(handler, reached)
                .filter(account -> isStoredBy(reached, account) && !hashesItself(account))
                .findFirst()
                .map(account -> fail(endpoint, account));
    }

    /** The accounts whose password is set, by the code or by what binds the request. */
    private Stream<Class<?>> accountsSetBy(HandlerMethod handler, Set<MethodCall> reached) {
        Set<Class<?>> accounts = new LinkedHashSet<>();
        for (MethodCall call : reached) {
            String property = call.name().startsWith("set") ? call.name().substring(3) : call.name();
            if (AccountTypes.PASSWORD.matcher(property).matches()
                    && !call.descriptor().startsWith("()")) {
                calls.accountOf(call).ifPresent(accounts::add);
            }
        }
        for (MethodParameter parameter : handler.getMethodParameters()) {
            Class<?> type = parameter.getParameterType();
            Field password = AccountTypes.isAccount(type) ? AccountTypes.passwordOf(type) : null;
            if (password != null && isTakenFrom(parameter, type, password.getName())) {
                accounts.add(type);
            }
        }
        return accounts.stream();
    }

    private boolean isStoredBy(Set<MethodCall> reached, Class<?> account) {
        return reached.stream()
                .filter(calls::changesData)
                .anyMatch(call -> calls.rowsOf(call)
                        .map(row -> row.isAssignableFrom(account) || account.isAssignableFrom(row))
                        .orElse(true));
    }

    private boolean hashesItself(Class<?> account) {
        Field password = AccountTypes.passwordOf(account);
        if (password == null || MergedAnnotations.from(password).isPresent("jakarta.persistence.Convert")) {
            return true;
        }
        MergedAnnotation<?> listeners = MergedAnnotations.from(account, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
                .get("jakarta.persistence.EntityListeners");
        Stream<Class<?>> listening =
                listeners.isPresent() ? Arrays.stream(listeners.getClassArray("value")) : Stream.empty();
        return Stream.concat(Stream.of(account), listening)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(UnhashedPasswordRule::runsBeforeItIsStored)
                .anyMatch(method -> calls.all(method).stream().anyMatch(UnhashedPasswordRule::hashes));
    }

    private static boolean runsBeforeItIsStored(Method method) {
        MergedAnnotations annotations = MergedAnnotations.from(method);
        return CALLBACKS.stream().anyMatch(annotations::isPresent);
    }

    private static boolean hashes(MethodCall call) {
        return HASHES.matcher(call.name()).matches() && !ENCODINGS.contains(call.owner());
    }

    private static boolean takesPassword(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(UnhashedPasswordRule::holdsPassword);
    }

    private static boolean holdsPassword(MethodParameter parameter) {
        ResolvableType declared = ResolvableType.forMethodParameter(parameter);
        return Stream.concat(Stream.of(declared), Stream.of(declared.getGenerics()))
                .<Class<?>>map(type -> type.resolve(Object.class))
                .anyMatch(type -> propertiesOf(type)
                        .anyMatch(name ->
                                AccountTypes.PASSWORD.matcher(name).matches() && isTakenFrom(parameter, type, name)));
    }

    /** What JSON passes over is not set by a body; a form sets it all the same. */
    private static boolean isTakenFrom(MethodParameter parameter, Class<?> type, String property) {
        return !EndpointInput.isBody(parameter) || JsonProperties.mayBeSet(type, property);
    }

    private static Stream<String> propertiesOf(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
        }
        return BeanUtils.isSimpleProperty(type)
                ? Stream.empty()
                : Arrays.stream(BeanUtils.getPropertyDescriptors(type)).map(PropertyDescriptor::getName);
    }

    private static Finding fail(Endpoint endpoint, Class<?> account) {
        String type = account.getSimpleName();
        return Finding.fail(
                ID,
                endpoint.id(),
                "It stores the password of %s as it was sent: nothing that %s gets to hashes it. Whoever sees the table or a backup has it, and a login that expects a hash fails."
                        .formatted(type, endpoint.handler()),
                "Store passwordEncoder.encode(...) where the password of %s is set.".formatted(type),
                new Evidence(
                        "byte code of the handler", "sets the password of " + type + " and stores it, without a hash"));
    }
}
