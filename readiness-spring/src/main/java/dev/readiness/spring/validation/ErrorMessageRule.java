package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.EndpointOrigins;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** The rule that a client is not told what an exception says that the application did not make. */
final class ErrorMessageRule {

    private static final String ID = "validation.error-message";

    private final ListableBeanFactory beans;

    private final EndpointOrigins origins;

    private final AnswerMakers makers;

    /**
     * @param makers knows which methods behind handlers make their answers
     */
    ErrorMessageRule(ListableBeanFactory beans, EndpointOrigins origins, AnswerMakers makers) {
        this.beans = beans;
        this.origins = origins;
        this.makers = makers;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Finding> failures = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        Set<Class<?>> types = types();
        for (Class<?> type : types) {
            try {
                ErrorAnswers.of(type).forEach((method, told) -> failures.add(failure(type, method, told)));
            } catch (IOException | IllegalArgumentException | LinkageError ex) {
                unread.add(type.getSimpleName()); // of a Java version that this version of ASM does not know
            }
        }
        for (Method method : makers.behind(inventory)) {
            try {
                Set<String> told = ErrorAnswers.of(method);
                if (!types.contains(method.getDeclaringClass()) && !told.isEmpty()) {
                    failures.add(failure(method.getDeclaringClass(), method.getName(), told));
                }
            } catch (IOException | IllegalArgumentException | LinkageError ex) {
                unread.add(method.getDeclaringClass().getSimpleName());
            }
        }
        if (!failures.isEmpty()) {
            return failures.stream().distinct().toList();
        }
        Evidence evidence = new Evidence(
                "byte code of controllers and controller advice",
                types.size() + " classes tell no client of exceptions");
        if (types.isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No controller is part of the application."));
        }
        return List.of(
                unread.isEmpty()
                        ? Finding.pass(ID, Finding.APPLICATION, evidence)
                        : Finding.unknown(
                                ID, Finding.APPLICATION, "Could not be read: " + String.join(", ", unread) + "."));
    }

    private Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<? extends Annotation> annotation : List.of(Controller.class, ControllerAdvice.class)) {
            for (String name : beans.getBeanNamesForAnnotation(annotation)) {
                Class<?> type = beans.getType(name, false);
                if (type != null && origins.of(ClassUtils.getUserClass(type)) == Origin.APPLICATION) {
                    types.add(ClassUtils.getUserClass(type));
                }
            }
        }
        return types;
    }

    private static Finding failure(Class<?> type, String method, Set<String> told) {
        String where = type.getSimpleName() + "." + method;
        String what = String.join(", ", told);
        boolean onlyClass = told.stream().allMatch(call -> call.startsWith("Class."));
        return Finding.fail(
                ID,
                where,
                onlyClass
                        ? "%s answers with the class of an exception, which tells which libraries and layers are inside."
                                .formatted(where)
                        : "%s answers with %s of an exception that may be any: statements, class names and values of the database reach the client."
                                .formatted(where, what),
                "Log the exception in %s, and answer with a text of your own; let exceptions that you throw for the client have a type of their own."
                        .formatted(where),
                new Evidence("byte code of " + where, what + " becomes part of the answer"));
    }
}
