package dev.readiness.spring.assessment;

import java.util.List;

/** Stops the start because there are settings that nobody reads. */
final class UnknownSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
