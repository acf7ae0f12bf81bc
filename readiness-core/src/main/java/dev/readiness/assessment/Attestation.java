package dev.readiness.assessment;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Somebody's word for what cannot be seen from inside the application.
 *
 * @param rule id of the rule
 * @param where the place of the finding, or {@code *} for every place
 * @param by who vouches for it
 * @param until the last day on which the word holds
 * @param evidence what it rests on, for example a ticket or a document
 */
public record Attestation(String rule, String where, String by, LocalDate until, String evidence) {

    /** Checks that everything is there. */
    public Attestation {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(until, "until");
        if (by.isBlank()) {
            throw new IllegalArgumentException("'by' must name who vouches for '" + rule + "' but is blank");
        }
        if (evidence.isBlank()) {
            throw new IllegalArgumentException("'evidence' must say what '" + rule + "' rests on but is blank");
        }
    }

    boolean covers(Finding finding) {
        return rule.equals(finding.ruleId()) && (where.equals("*") || where.equals(finding.where()));
    }

    boolean expiredOn(LocalDate day) {
        return day.isAfter(until);
    }
}
