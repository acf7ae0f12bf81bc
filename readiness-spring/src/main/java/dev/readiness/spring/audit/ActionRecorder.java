package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditPolicy;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;

/** Records how a call of an audited method ended. */
final class ActionRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(ActionRecorder.class);

    private final AuditTrail trail;
    private final CurrentCall call;
    private final AuditedMethods methods;
    private final boolean storeJoinsTransactions;
    private final Outcomes outcomes = new Outcomes();

    ActionRecorder(AuditTrail trail, CurrentCall call, AuditedMethods methods, boolean storeJoinsTransactions) {
        this.trail = trail;
        this.call = call;
        this.methods = methods;
        this.storeJoinsTransactions = storeJoinsTransactions;
    }

    /** Returns whether a success is recorded while the transaction is open. Of best effort it is one only after the commit. */
    boolean recordsInTransaction(MethodInvocation invocation) {
        return storeJoinsTransactions
                && trail.actions().policyOf(method(invocation).action()) != AuditPolicy.BEST_EFFORT;
    }

    /** Records that the method returned {@code result}. */
    void returned(MethodInvocation invocation, @Nullable Object result) {
        store(invocation, result, outcomes.of(result), null);
    }

    /** Records that the method returned, but what it did was rolled back. */
    void rolledBack(MethodInvocation invocation, @Nullable Object result) {
        store(invocation, result, AuditOutcome.FAILURE, "The transaction was rolled back");
    }

    /** Records that the method threw {@code thrown}. The caller gets that exception, whether or not it could be recorded. */
    void threw(MethodInvocation invocation, Throwable thrown) {
        try {
            // The name only: a message may quote what somebody typed.
            store(invocation, null, outcomes.of(thrown), thrown.getClass().getSimpleName());
        } catch (RuntimeException ex) {
            LOG.error("Cannot record the failure of {}", invocation.getMethod(), ex);
            thrown.addSuppressed(ex);
        }
    }

    private void store(
            MethodInvocation invocation, @Nullable Object result, AuditOutcome outcome, @Nullable String reason) {
        if (call.isDryRun()) {
            return;
        }
        AuditedMethod method = method(invocation);
        AuditRecord.Builder builder =
                call.entry(method.action()).outcome(outcome).reason(reason);
        method.describe(builder, invocation, result);
        trail.record(builder.build());
    }

    private AuditedMethod method(MethodInvocation invocation) {
        Object target = invocation.getThis();
        return methods.find(invocation.getMethod(), target == null ? null : AopUtils.getTargetClass(target))
                .orElseThrow();
    }
}
