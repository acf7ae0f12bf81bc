package dev.readiness.spring.ratelimit;

import java.io.Serial;
import java.util.List;

/** Thrown at start if rate limits cannot be set up as configured; names all problems at once. */
final class InvalidRateLimitSettingsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidRateLimitSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
