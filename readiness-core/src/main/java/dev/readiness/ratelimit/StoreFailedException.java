package dev.readiness.ratelimit;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown if a shared store did not do what it was asked in time. */
final class StoreFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StoreFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
