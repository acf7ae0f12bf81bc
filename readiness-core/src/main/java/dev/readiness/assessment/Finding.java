package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule says of one place. Texts never hold the value of a secret.
 *
 * @param ruleId id of the rule
 * @param result what was seen
 * @param where the place: the {@link Endpoint#id() id} of an endpoint, {@link #APPLICATION}, or what the rule names
 * @param problem what is wrong, in one or two sentences; empty for {@link Result#PASS}
 * @param remedy what to do, ready to paste with the application's own names; may be empty
 * @param evidence what was seen, and how
 */
public record Finding(
        String ruleId, Result result, String where, String problem, String remedy, List<Evidence> evidence) {

    /** The place of a finding that concerns the application as a whole. */
    public static final String APPLICATION = "application";

    /** Checks and copies the parts. */
    public Finding {
        Objects.requireNonNull(ruleId, "ruleId");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(remedy, "remedy");
        evidence = List.copyOf(evidence);
    }

    /** Returns a finding that the safeguard is in force at {@code where}. */
    public static Finding pass(String ruleId, String where, Evidence... evidence) {
        return new Finding(ruleId, Result.PASS, where, "", "", List.of(evidence));
    }

    /** Returns a finding that the safeguard is missing at {@code where}. */
    public static Finding fail(String ruleId, String where, String problem, String remedy, Evidence... evidence) {
        return new Finding(ruleId, Result.FAIL, where, problem, remedy, List.of(evidence));
    }

    /** Returns a finding that could not be made, with the reason. */
    public static Finding unknown(String ruleId, String where, String cause, Evidence... evidence) {
        return new Finding(ruleId, Result.UNKNOWN, where, cause, "", List.of(evidence));
    }

    /** Returns a finding that the rule has nothing to look at in {@code where}, with the reason. */
    public static Finding notApplicable(String ruleId, String where, String reason) {
        return new Finding(ruleId, Result.NOT_APPLICABLE, where, reason, "", List.of());
    }

    /**
     * Returns why this finding is waived or attested: who, until when, and for what reason. It is the evidence that was added
     * last, see {@link #as}.
     */
    Optional<Evidence> acceptance() {
        boolean accepted = result == Result.WAIVED || result == Result.ATTESTED;
        return accepted && !evidence.isEmpty() ? Optional.of(evidence.get(evidence.size() - 1)) : Optional.empty();
    }

    /** Returns a copy with another result and the note that explains it added to the evidence. */
    Finding as(Result other, Evidence note) {
        List<Evidence> extended = new java.util.ArrayList<>(evidence);
        extended.add(note);
        return new Finding(ruleId, other, where, problem, remedy, extended);
    }
}
