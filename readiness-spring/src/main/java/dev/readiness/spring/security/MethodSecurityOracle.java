package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
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
        if (dependsOnTheCall(method, type)) {
            return Access.unknown(NAME + " decides by the arguments or the result of the call");
        }
        return decide(new ProbedCall(controller, method), advice);
    }

    private static Access decide(ProbedCall call, List<MethodInterceptor> advice) {
        try {
            if (isAllowed(Callers.anonymous(), call, advice)) {
                return Access.anyone(NAME + " lets a caller without credentials through");
            }
            return isAllowed(Callers.userWithoutRoles(), call, advice)
                    ? Access.anyUser(NAME + " refuses a caller without credentials")
                    : Access.restricted(NAME + " refuses a caller without credentials", "");
        } catch (Throwable ex) {
            return Access.unknown(NAME + " could not be asked: " + ex);
        }
    }

    private static boolean isAllowed(Authentication caller, ProbedCall call, List<MethodInterceptor> advice)
            throws Throwable {
        for (MethodInterceptor interceptor : advice) {
            try {
                call.forgetThatItProceeded();
                Callers.as(caller, () -> interceptor.invoke(call));
            } catch (AccessDeniedException | AuthenticationException ex) {
                return false;
            }
            if (!call.proceeded()) {
                return false;
            }
        }
        return true;
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
