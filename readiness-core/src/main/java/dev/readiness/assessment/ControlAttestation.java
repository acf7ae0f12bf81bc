package dev.readiness.assessment;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Somebody's word for a control that no rule looks at, for example the training of staff.
 *
 * @param control {@link Control#name() name} of the control
 * @param by who vouches for it
 * @param until the last day on which the word holds
 * @param evidence what it rests on, for example a ticket or a document
 */
public record ControlAttestation(String control, String by, LocalDate until, String evidence) {

    /** Checks that everything is there. */
    public ControlAttestation {
        Objects.requireNonNull(control, "control");
        Objects.requireNonNull(until, "until");
        if (by.isBlank()) {
            throw new IllegalArgumentException("'by' must name who vouches for '" + control + "' but is blank");
        }
        if (evidence.isBlank()) {
            throw new IllegalArgumentException("'evidence' must say what '" + control + "' rests on but is blank");
        }
    }

    boolean expiredOn(LocalDate day) {
        return day.isAfter(until);
    }
}
