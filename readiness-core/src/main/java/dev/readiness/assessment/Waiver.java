package dev.readiness.assessment;

import java.time.LocalDate;
import java.util.Objects;

/**
 * An accepted finding.
 *
 * @param rule id of the rule
 * @param where the place of the finding, or {@code *} for every place
 * @param reason why it is accepted
 * @param expires the last day on which it is accepted
 */
public record Waiver(String rule, String where, String reason, LocalDate expires) {

    /** Checks that everything is there; a waiver without a reason is none. */
    public Waiver {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(expires, "expires");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("'reason' must say why '" + rule + "' is accepted but is blank");
        }
    }

    boolean covers(Finding finding) {
        return rule.equals(finding.ruleId()) && (where.equals("*") || where.equals(finding.where()));
    }

    boolean expiredOn(LocalDate day) {
        return day.isAfter(expires);
    }
}
