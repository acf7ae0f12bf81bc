package dev.readiness.spring.audit;

import java.io.Serial;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotationUtils;

/** Puts an advice around every method that carries {@link AuditAction} and can be advised. */
final class AuditAdvisor extends AbstractPointcutAdvisor {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Advice advice;
    private final transient Pointcut pointcut;

    AuditAdvisor(Advice advice, AuditedMethods methods, int order) {
        this.advice = advice;
        this.pointcut = new AuditPointcut(methods);
        setOrder(order);
    }

    /** Returns whether a proxy can override {@code method}. */
    static boolean canBeAdvised(Method method) {
        return (method.getModifiers() & (Modifier.FINAL | Modifier.PRIVATE | Modifier.STATIC)) == 0;
    }

    @Override
    public Pointcut getPointcut() {
        return pointcut;
    }

    @Override
    public Advice getAdvice() {
        return advice;
    }

    private static final class AuditPointcut extends StaticMethodMatcherPointcut {

        private final AuditedMethods methods;

        AuditPointcut(AuditedMethods methods) {
            this.methods = methods;
            // What is final cannot be advised. It goes on without a record, and the report says so.
            setClassFilter(type -> !Modifier.isFinal(type.getModifiers())
                    && AnnotationUtils.isCandidateClass(type, AuditAction.class));
        }

        @Override
        public boolean matches(Method method, Class<?> targetClass) {
            return canBeAdvised(method) && methods.find(method, targetClass).isPresent();
        }
    }
}
