package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.method.HandlerMethod;

/**
 * Asks the method security that really surrounds a controller, not the annotations on it: an annotation that nothing
 * enforces does not count.
 */
final class MethodSecurityOracle implements AccessOracle {

    private static final String NAME = "method security";

    private final EndpointHandlers handlers;

    MethodSecurityOracle(EndpointHandlers handlers) {
        this.handlers = handlers;
    }

    @Override
    public Access of(Endpoint endpoint) {
        return handlers.handlerOf(endpoint)
                .map(HandlerMethod::createWithResolvedBean)
                .map(handler -> ask(handler.getBean(), handler.getMethod()))
                .orElseGet(() -> Access.anyone("no method answers it"));
    }

    private static Access ask(Object controller, Method method) {
        Class<?> type = AopUtils.getTargetClass(controller);
        List<MethodInterceptor> advice =
                SecurityAdvice.of(controller).around(method, type).toList();
        if (advice.isEmpty()) {
            return Access.anyone("no method security surrounds it");
        }
        if (KotlinDetector.isSuspendingFunction(method)) {
            return Access.unknown(NAME + " of a suspending function cannot be asked");
        }
        if (dependsOnTheCall(method, type)) {
            return Access.unknown(NAME + " decides by the arguments or the result of the call");
        }
        return decide(new ProbedCall(controller, method), advice);
    }

    private static Access decide(ProbedCall call, List<MethodInterceptor> advice) {
        try {
            if (refusalOf(Callers.anonymous(), call, advice).isEmpty()) {
                return Access.anyone(NAME + " lets a caller without credentials through");
            }
            return refusalOf(Callers.userWithoutRoles(), call, advice)
                    .map(requirement -> Access.restricted(NAME + " refuses a caller without credentials", requirement))
                    .orElseGet(() -> Access.anyUser(NAME + " refuses a caller without credentials"));
        } catch (Throwable ex) {
            return Access.unknown(NAME + " could not be asked: " + ex);
        }
    }

    /** Returns what {@code caller} lacks, empty where it cannot be said, or nothing if the caller gets through. */
    private static Optional<String> refusalOf(Authentication caller, ProbedCall call, List<MethodInterceptor> advice)
            throws Throwable {
        for (MethodInterceptor interceptor : advice) {
            try {
                call.forgetThatItProceeded();
                Callers.as(caller, () -> ReactiveCall.await(interceptor.invoke(call), call.getMethod(), caller));
            } catch (AuthorizationDeniedException ex) {
                return Optional.of(Requirement.of(ex.getAuthorizationResult()));
            } catch (AccessDeniedException | AuthenticationException ex) {
                return Optional.of("");
            }
            if (!call.proceeded()) {
                return Optional.of("");
            }
        }
        return Optional.empty();
    }

    private static boolean dependsOnTheCall(Method method, Class<?> type) {
        return Stream.of(method, type)
                .flatMap(element -> Stream.of(
                        Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, PreAuthorize.class))
                                .map(PreAuthorize::value),
                        Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, PostAuthorize.class))
                                .map(PostAuthorize::value)))
                .flatMap(Optional::stream)
                .anyMatch(expression -> expression.contains("#") || expression.contains("returnObject"));
    }
}
