package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.OutboundRateLimiters;
import java.io.Serial;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Asks an outbound limiter before a method that carries {@link OutboundLimited}. It is made before any other bean, so the
 * limiters are asked for at the first call; that all their names exist is checked before the server accepts requests.
 */
final class OutboundAdvisor extends StaticMethodMatcherPointcutAdvisor implements SmartInitializingSingleton {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ObjectProvider<OutboundRateLimiters> limiters;
    private final transient Map<String, String> namesByMethod = new ConcurrentHashMap<>();

    OutboundAdvisor(ObjectProvider<OutboundRateLimiters> limiters) {
        this.limiters = limiters;
        setClassFilter(type -> !Modifier.isFinal(type.getModifiers())
                && AnnotationUtils.isCandidateClass(type, OutboundLimited.class));
        setAdvice((MethodInterceptor) invocation -> {
            OutboundLimited annotation = Objects.requireNonNull(find(
                    invocation.getMethod(),
                    Objects.requireNonNull(invocation.getThis()).getClass()));
            limiters.getObject().named(annotation.value()).acquire();
            return invocation.proceed();
        });
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        OutboundLimited annotation = find(method, targetClass);
        if (annotation == null) {
            return false;
        }
        namesByMethod.put(
                ClassUtils.getUserClass(targetClass).getSimpleName() + "." + method.getName(), annotation.value());
        return true;
    }

    private static @Nullable OutboundLimited find(Method method, Class<?> targetClass) {
        return AnnotatedElementUtils.findMergedAnnotation(
                ClassUtils.getMostSpecificMethod(method, ClassUtils.getUserClass(targetClass)), OutboundLimited.class);
    }

    @Override
    public void afterSingletonsInstantiated() {
        SettingsProblems problems = new SettingsProblems();
        namesByMethod.forEach((method, name) -> {
            if (!limiters.getObject().names().contains(name)) {
                problems.add(
                        "@OutboundLimited(\"" + name + "\") on " + method,
                        "there is no limit of that name in readiness.outbound, only "
                                + limiters.getObject().names());
            }
        });
        problems.throwIfAny();
    }
}
