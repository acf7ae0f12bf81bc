package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.secrets.SecretRules;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointInput;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Finds handlers of exceptions that send back what was refused, in an application that takes passwords: a password that is too
 * short, and is often a part of the right one, then stands in an answer, and in the logs and error reports of browsers.
 */
final class RejectedValueRule implements ReadinessRule {

    private static final String ID = "validation.rejected-value";

    /** That of a whole parameter is not meant, because a password comes in with other fields. */
    private static final String TELLING = "org.springframework.validation.FieldError.getRejectedValue";

    private final ListableBeanFactory beans;

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ReachedCalls calls;

    RejectedValueRule(ListableBeanFactory beans, ObjectProvider<EndpointHandlers> handlers, ReachedCalls calls) {
        this.beans = beans;
        this.handlers = handlers;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Optional<String> secret = inventory.applicationEndpoints().stream()
                .flatMap(endpoint -> EndpointHandlers.find(handlers, endpoint).stream())
                .flatMap(handler -> Stream.of(handler.getMethodParameters()))
                .filter(EndpointInput::isChosenByCaller)
                .flatMap(parameter ->
                        HandlerTypes.ofApplicationIn(ResolvableType.forMethodParameter(parameter)).stream())
                .flatMap(RejectedValueRule::secretsOf)
                .findFirst();
        if (secret.isEmpty()) {
            return List.of(Finding.notApplicable(
                    ID, Finding.APPLICATION, "No handler takes anything that is a secret by its name."));
        }
        List<Finding> findings = new ArrayList<>();
        EndpointOrigins origins = EndpointOrigins.of(beans);
        int asked = 0;
        for (String name : beans.getBeanNamesForAnnotation(ControllerAdvice.class)) {
            Class<?> type = beans.getType(name, false);
            Class<?> own = type == null ? null : ClassUtils.getUserClass(type);
            if (own != null && origins.of(own) == Origin.APPLICATION) {
                for (Method method : own.getDeclaredMethods()) {
                    if (AnnotatedElementUtils.hasAnnotation(method, ExceptionHandler.class)) {
                        asked++;
                        calls.firstCall(method, RejectedValueRule::tells)
                                .ifPresent(call -> findings.add(failure(own, method, call, secret.get())));
                    }
                }
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence(
                                "byte code of controller advice",
                                "none of " + asked + " handlers of exceptions asks for what was refused")))
                : findings;
    }

    private static Stream<String> secretsOf(Class<?> type) {
        return InputTypes.properties(type).keySet().stream()
                .filter(SecretRules::isSecretName)
                .map(property -> type.getSimpleName() + "." + property);
    }

    private static boolean tells(MethodCall call) {
        return TELLING.equals(call.owner() + "." + call.name());
    }

    private static Finding failure(Class<?> type, Method method, MethodCall call, String secret) {
        String where = type.getSimpleName() + "." + method.getName();
        return Finding.fail(
                ID,
                where,
                "%s sends back what was refused (%s): %s, too, when it breaks a constraint."
                        .formatted(where, call.shortName(), secret),
                "Leave the value out of the answer of %s: the name of the field and the message say enough."
                        .formatted(where),
                new Evidence("byte code of " + where, "calls " + call.shortName()));
    }
}
