package dev.readiness.web;

import java.io.IOException;

/** Ends the reading of a body that is larger than allowed. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long maxBytes) {
        super("Request body is larger than the " + maxBytes + " bytes allowed");
    }
}
