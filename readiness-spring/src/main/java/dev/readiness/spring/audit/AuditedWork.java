package dev.readiness.spring.audit;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** How an audited method is run. */
@FunctionalInterface
interface AuditedWork {

    /** Runs the method as it is. */
    AuditedWork PLAIN = invocation -> new Result(invocation.proceed(), false);

    /** Runs {@code invocation} to its end, its transaction included. */
    Result run(MethodInvocation invocation) throws Throwable;

    /**
     * What came of it.
     *
     * @param value what the method returned
     * @param rolledBack whether its changes were rolled back although it returned
     */
    record Result(@Nullable Object value, boolean rolledBack) {}
}
