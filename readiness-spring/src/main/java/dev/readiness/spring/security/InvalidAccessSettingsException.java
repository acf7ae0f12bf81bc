package dev.readiness.spring.security;

import java.io.Serial;
import java.util.List;

/** Thrown at start if settings of {@code readiness.access} are incomplete or have no effect; names all of them. */
final class InvalidAccessSettingsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidAccessSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
