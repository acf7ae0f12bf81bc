package dev.readiness.spring.audit;

import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** The inner advice: records that the method returned, while its transaction is still open. */
final class SuccessInterceptor implements MethodInterceptor {

    private final Supplier<AuditAdvice> advice;

    SuccessInterceptor(Supplier<AuditAdvice> advice) {
        this.advice = advice;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object result = invocation.proceed();
        ActionRecorder recorder = advice.get().recorder();
        if (recorder.recordsInTransaction(invocation)) {
            recorder.returned(invocation, result);
        }
        return result;
    }
}
