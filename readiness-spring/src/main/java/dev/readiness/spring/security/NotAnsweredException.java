package dev.readiness.spring.security;

import java.io.Serial;

/** Thrown if the application asks a dry-run request for something that only a real request can answer. */
final class NotAnsweredException extends UnsupportedOperationException {

    @Serial
    private static final long serialVersionUID = 1L;

    NotAnsweredException(String method) {
        super("a dry run has no answer for " + method);
    }
}
