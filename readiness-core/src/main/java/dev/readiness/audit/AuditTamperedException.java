package dev.readiness.audit;

import java.io.Serial;

/** Thrown when the trail contradicts what was signed before. Nothing more is sealed until somebody has looked. */
public final class AuditTamperedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    AuditTamperedException(String message) {
        super(message);
    }
}
