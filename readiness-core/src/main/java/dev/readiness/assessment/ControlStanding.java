package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that an assessment contributes to a control.
 *
 * @param control the control
 * @param rules the rules that bear on it and were asked
 * @param findings what they said, worst first; what was not applicable is left out
 * @param attested somebody's word for the control itself, or {@code null}
 */
public record ControlStanding(
        Control control,
        List<RuleDescription> rules,
        List<Finding> findings,
        @Nullable ControlAttestation attested) {

    /** Checks and copies the parts. */
    public ControlStanding {
        Objects.requireNonNull(control, "control");
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
    }

    /** Returns what there is to say of the control. */
    public ControlState state() {
        if (count(Result.FAIL) + count(Result.WAIVED) > 0) {
            return ControlState.GAP_SEEN;
        }
        if (count(Result.PASS) > 0) {
            return count(Result.PASS) == findings.size() ? ControlState.EVIDENCE_SEEN : ControlState.SEEN_IN_PART;
        }
        return attested != null || count(Result.ATTESTED) > 0 ? ControlState.ATTESTED : ControlState.NOT_SEEN;
    }

    /** Returns the number of findings with {@code result}. */
    public int count(Result result) {
        return (int)
                findings.stream().filter(finding -> finding.result() == result).count();
    }

    /** Returns who vouches for what, and until when: one line for each word that was given. */
    public List<String> vouchers() {
        List<String> lines = new java.util.ArrayList<>();
        if (attested != null) {
            lines.add("attested by " + attested.by() + " until " + attested.until() + ": " + attested.evidence());
        }
        findings.stream()
                .filter(finding -> finding.result() == Result.ATTESTED)
                .flatMap(finding -> finding.acceptance().stream())
                .map(note -> note.source() + ": " + note.observation())
                .distinct()
                .forEach(lines::add);
        return lines;
    }
}
