package dev.readiness.spring.audit;

import java.io.Serial;
import java.lang.reflect.Method;

/** Thrown at start when an {@link AuditAction} cannot be understood. */
final class AuditActionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    AuditActionException(Method method, String problem) {
        super("@AuditAction on " + method.getDeclaringClass().getSimpleName() + "." + method.getName() + ": "
                + problem);
    }
}
