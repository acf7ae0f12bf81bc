package dev.readiness.spring.audit;

import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The outer advice: runs the method in a transaction, and records a failure when that has ended. Where the store cannot
 * join a transaction it records a success too, because only then is it one.
 */
final class OutcomeInterceptor implements MethodInterceptor {

    private final Supplier<AuditAdvice> advice;

    OutcomeInterceptor(Supplier<AuditAdvice> advice) {
        this.advice = advice;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        AuditedWork.Result result = run(invocation);
        ActionRecorder recorder = advice.get().recorder();
        if (result.rolledBack()) {
            recorder.rolledBack(invocation, result.value());
        } else if (!recorder.recordsInTransaction(invocation)) {
            recorder.returned(invocation, result.value());
        }
        return result.value();
    }

    private AuditedWork.Result run(MethodInvocation invocation) throws Throwable {
        try {
            return advice.get().work().run(invocation);
        } catch (Throwable ex) {
            advice.get().recorder().threw(invocation, ex);
            throw ex;
        }
    }
}
