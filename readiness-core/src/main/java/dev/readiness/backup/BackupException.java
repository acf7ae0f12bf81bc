package dev.readiness.backup;

import java.io.Serial;

/** Thrown if a backup cannot be made, read or restored. The message says what is left, and never holds data or a secret. */
public final class BackupException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
