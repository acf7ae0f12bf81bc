package dev.readiness.audit;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown when a store cannot keep or read records. Messages never hold a record. */
public final class AuditStoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with what was wrong and, if there is one, its cause. */
    public AuditStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
