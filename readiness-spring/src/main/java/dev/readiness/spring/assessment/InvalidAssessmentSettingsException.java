package dev.readiness.spring.assessment;

import java.io.Serial;
import java.util.List;

/** Thrown at start if slices, waivers or attestations cannot be understood; names all problems at once. */
final class InvalidAssessmentSettingsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidAssessmentSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
