package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.web.method.HandlerMethod;

/**
 * Asks the method security that really surrounds a controller, not the annotations on it: an annotation that nothing
 * enforces does not count.
 */
final class MethodSecurityOracle implements AccessOracle, RoleOracle {

    private static final String NAME = "method security";

    private static final String DENY_ALL = "jakarta.annotation.security.DenyAll";

    private final EndpointHandlers handlers;

    private final Supplier<String> rolePrefix;

    /**
     * @param rolePrefix what the application puts before the names of roles
     */
    MethodSecurityOracle(EndpointHandlers handlers, Supplier<String> rolePrefix) {
        this.handlers = handlers;
        this.rolePrefix = rolePrefix;
    }

    @Override
    public Access of(Endpoint endpoint) {
        return handlers.handlerOf(endpoint)
                .map(HandlerMethod::createWithResolvedBean)
                .map(handler -> ask(handler.getBean(), handler.getMethod()))
                .orElseGet(() -> Access.anyone("no method answers it"));
    }

    @Override
    public List<Passage> of(Endpoint endpoint, List<Authentication> callers) {
        return handlers.handlerOf(endpoint)
                .map(HandlerMethod::createWithResolvedBean)
                .map(handler -> ask(handler.getBean(), handler.getMethod(), callers))
                .orElseGet(() -> Passage.ALLOWED.forEach(callers));
    }

    @Override
    public Stream<String> authoritiesAt(List<Endpoint> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint -> handlers.handlerOf(endpoint).stream())
                .map(HandlerMethod::createWithResolvedBean)
                .flatMap(handler -> authoritiesAt(handler.getBean(), handler.getMethod()));
    }

    private Stream<String> authoritiesAt(Object controller, Method method) {
        Class<?> type = AopUtils.getTargetClass(controller);
        List<MethodInterceptor> advice =
                SecurityAdvice.of(controller).around(method, type).toList();
        if (advice.isEmpty() || KotlinDetector.isSuspendingFunction(method)) {
            return Stream.empty();
        }
        ProbedCall call = new ProbedCall(controller, method);
        Stream<String> named = advice.stream()
                .flatMap(one -> MethodRefusal.of(Callers.userWithoutRoles(), call, List.of(one)).stream())
                .flatMap(refusal -> refusal.authorities(rolePrefix.get()));
        return Stream.concat(
                named,
                expressions(method, type).flatMap(expression -> AuthorityNames.in(expression, rolePrefix.get())));
    }

    private static List<Passage> ask(Object controller, Method method, List<Authentication> callers) {
        Class<?> type = AopUtils.getTargetClass(controller);
        List<MethodInterceptor> advice =
                SecurityAdvice.of(controller).around(method, type).toList();
        if (advice.isEmpty()) {
            return Passage.ALLOWED.forEach(callers);
        }
        Optional<Access> unseen = unseen(method, type);
        if (unseen.isPresent()) {
            return Passage.unknown(unseen.get().how()).forEach(callers);
        }
        ProbedCall call = new ProbedCall(controller, method);
        return callers.stream().map(caller -> passageOf(caller, call, advice)).toList();
    }

    private static Passage passageOf(Authentication caller, ProbedCall call, List<MethodInterceptor> advice) {
        boolean forNobody = AnnotatedElementUtils.isAnnotated(call.getMethod(), DENY_ALL);
        try {
            return MethodRefusal.of(caller, call, advice)
                    .map(refusal -> forNobody ? Passage.DENIED : refusal.passage())
                    .orElse(Passage.ALLOWED);
        } catch (RuntimeException | LinkageError ex) {
            return Passage.unknown(NAME + " could not be asked: " + ex.getMessage());
        }
    }

    private static Access ask(Object controller, Method method) {
        Class<?> type = AopUtils.getTargetClass(controller);
        List<MethodInterceptor> advice =
                SecurityAdvice.of(controller).around(method, type).toList();
        return advice.isEmpty()
                ? Access.anyone("no method security surrounds it")
                : unseen(method, type).orElseGet(() -> decide(new ProbedCall(controller, method), advice));
    }

    /** Returns what there is to say of a method that cannot be asked about. */
    private static Optional<Access> unseen(Method method, Class<?> type) {
        if (KotlinDetector.isSuspendingFunction(method)) {
            return Optional.of(Access.unknown(NAME + " of a suspending function cannot be asked"));
        }
        return dependsOnTheCall(method, type)
                ? Optional.of(Access.unknown(NAME + " decides by the arguments or the result of the call"))
                : Optional.empty();
    }

    private static Access decide(ProbedCall call, List<MethodInterceptor> advice) {
        try {
            if (MethodRefusal.of(Callers.anonymous(), call, advice).isEmpty()) {
                return Access.anyone(NAME + " lets a caller without credentials through");
            }
            return MethodRefusal.of(Callers.userWithoutRoles(), call, advice)
                    .map(refusal -> Access.restricted(
                            NAME + " refuses a caller without credentials", Requirement.of(refusal.result())))
                    .orElseGet(() -> Access.anyUser(NAME + " refuses a caller without credentials"));
        } catch (RuntimeException | LinkageError ex) {
            return Access.unknown(NAME + " could not be asked: " + ex.getMessage());
        }
    }

    private static boolean dependsOnTheCall(Method method, Class<?> type) {
        return expressions(method, type)
                .anyMatch(expression -> expression.contains("#") || expression.contains("returnObject"));
    }

    private static Stream<String> expressions(Method method, Class<?> type) {
        return Stream.of(method, type)
                .flatMap(element -> Stream.of(
                        Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, PreAuthorize.class))
                                .map(PreAuthorize::value),
                        Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, PostAuthorize.class))
                                .map(PostAuthorize::value)))
                .flatMap(Optional::stream);
    }
}
