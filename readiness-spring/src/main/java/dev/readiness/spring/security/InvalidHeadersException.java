package dev.readiness.spring.security;

import java.io.Serial;
import java.util.List;

/** Thrown at start if settings of {@code readiness.headers} have no effect or cannot be sent; names all of them. */
final class InvalidHeadersException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidHeadersException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
