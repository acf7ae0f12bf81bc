package dev.readiness.spring.security;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;

/**
 * The advice of Spring Security that surrounds a bean.
 *
 * <p>It is known by its package: the advisors are private wrappers that change from version to version.
 *
 * @param advisors advisors of Spring Security, in their order
 */
record SecurityAdvice(List<PointcutAdvisor> advisors) {

    static SecurityAdvice of(Object bean) {
        return new SecurityAdvice(
                bean instanceof Advised proxy
                        ? Arrays.stream(proxy.getAdvisors())
                                .filter(SecurityAdvice::isSecurity)
                                .map(PointcutAdvisor.class::cast)
                                .toList()
                        : List.of());
    }

    boolean isPresent() {
        return !advisors.isEmpty();
    }

    Stream<MethodInterceptor> around(Method method, Class<?> type) {
        return advisors.stream()
                .filter(advisor -> covers(advisor.getPointcut(), method, type))
                .map(advisor -> (MethodInterceptor) advisor.getAdvice());
    }

    private static boolean isSecurity(Advisor advisor) {
        return advisor instanceof PointcutAdvisor
                && advisor.getAdvice() instanceof MethodInterceptor
                && advisor.getAdvice().getClass().getName().startsWith("org.springframework.security.");
    }

    private static boolean covers(Pointcut pointcut, Method method, Class<?> type) {
        return pointcut.getClassFilter().matches(type)
                && pointcut.getMethodMatcher().matches(method, type);
    }
}
