package dev.readiness.spring.scaling;

import java.io.Serial;
import java.util.List;

/** Thrown at start if load cannot be shed as configured; names all problems at once. */
final class InvalidLoadSheddingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidLoadSheddingException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
