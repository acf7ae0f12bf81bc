package dev.readiness.spring.health;

import java.io.Serial;
import java.util.List;

/** Thrown at start if health cannot be set up as configured; names all problems at once. */
final class InvalidHealthSettingsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidHealthSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
