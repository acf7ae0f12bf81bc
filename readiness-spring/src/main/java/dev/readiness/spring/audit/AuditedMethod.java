package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** An {@link AuditAction} with its expressions parsed, once for each method. */
final class AuditedMethod {

    private static final Logger LOG = LoggerFactory.getLogger(AuditedMethod.class);

    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final String action;
    private final @Nullable Expression target;
    private final @Nullable Expression subject;

    private AuditedMethod(String action, @Nullable Expression target, @Nullable Expression subject) {
        this.action = action;
        this.target = target;
        this.subject = subject;
    }

    /**
     * Returns what {@code annotation} asks for.
     *
     * @throws AuditActionException if the action is blank or an expression cannot be parsed
     */
    static AuditedMethod of(AuditAction annotation, Method method) {
        if (annotation.value().isBlank()) {
            throw new AuditActionException(method, "'value' must not be blank");
        }
        return new AuditedMethod(
                annotation.value(),
                parse("target", annotation.target(), method),
                parse("subject", annotation.subject(), method));
    }

    String action() {
        return action;
    }

    /** Adds what the expressions give for a call; {@code result} is {@code null} where the method returned nothing. */
    void describe(AuditRecord.Builder builder, MethodInvocation invocation, @Nullable Object result) {
        Object self = invocation.getThis();
        EvaluationContext context = new MethodBasedEvaluationContext(
                self == null ? this : self, invocation.getMethod(), invocation.getArguments(), NAMES);
        context.setVariable("result", result);
        String targetId = evaluate(target, context, result != null);
        if (targetId != null) {
            builder.target(targetType(), targetId);
        }
        String subjectId = evaluate(subject, context, result != null);
        if (subjectId != null) {
            builder.subject(subjectId);
        }
    }

    /** A record that lacks a part is better than an operation that fails for it, so this warns and does not throw. */
    private @Nullable String evaluate(@Nullable Expression expression, EvaluationContext context, boolean completed) {
        if (expression == null) {
            return null;
        }
        try {
            Object value = expression.getValue(context);
            return value == null || value.toString().isBlank() ? null : value.toString();
        } catch (ExpressionException ex) {
            if (completed) {
                LOG.warn("Cannot evaluate '{}' of @AuditAction(\"{}\")", expression.getExpressionString(), action, ex);
            }
            return null;
        }
    }

    private String targetType() {
        int dot = action.indexOf('.');
        return dot > 0 ? action.substring(0, dot) : action;
    }

    private static @Nullable Expression parse(String attribute, String text, Method method) {
        try {
            return text.isBlank() ? null : new SpelExpressionParser().parseExpression(text);
        } catch (ParseException ex) {
            throw new AuditActionException(
                    method, "'" + attribute + "' must be a SpEL expression but is '" + text + "': " + ex.getMessage());
        }
    }
}
