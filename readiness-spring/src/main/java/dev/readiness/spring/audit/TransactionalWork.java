package dev.readiness.spring.audit;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttributeSource;

/**
 * Runs an audited method in a transaction, so that what it changes and the record of it are committed together.
 *
 * <p>A method that is {@code @Transactional} keeps its own. A transaction that an inner call has marked for rollback is
 * rolled back without complaint if the method returns nevertheless, as it would without a transaction around it.
 */
final class TransactionalWork implements AuditedWork {

    private static final TransactionAttribute JOIN_OR_BEGIN = new DefaultTransactionAttribute();

    private final PlatformTransactionManager transactions;
    private final @Nullable TransactionAttributeSource attributes;

    TransactionalWork(PlatformTransactionManager transactions, @Nullable TransactionAttributeSource attributes) {
        this.transactions = transactions;
        this.attributes = attributes;
    }

    @Override
    public Result run(MethodInvocation invocation) throws Throwable {
        return isTransactional(invocation) ? PLAIN.run(invocation) : runInTransaction(invocation);
    }

    private boolean isTransactional(MethodInvocation invocation) {
        Object target = invocation.getThis();
        return attributes != null
                && target != null
                && attributes.getTransactionAttribute(invocation.getMethod(), AopUtils.getTargetClass(target)) != null;
    }

    private Result runInTransaction(MethodInvocation invocation) throws Throwable {
        TransactionStatus status = transactions.getTransaction(JOIN_OR_BEGIN);
        Object value;
        try {
            value = invocation.proceed();
        } catch (Throwable ex) {
            end(status, JOIN_OR_BEGIN.rollbackOn(ex));
            throw ex;
        }
        boolean rolledBack = status.isRollbackOnly();
        end(status, rolledBack);
        return new Result(value, rolledBack);
    }

    private void end(TransactionStatus status, boolean rollBack) {
        if (rollBack) {
            transactions.rollback(status);
        } else {
            transactions.commit(status);
        }
    }
}
