package dev.readiness.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a verification of a trail found.
 *
 * @param records number of sealed records that were read and found to be the ones that were sealed
 * @param removed number of sealed records that a recorded retention has removed; of them only the hashes could be checked
 * @param unsealed number of records that are not sealed yet
 * @param checkpoint the checkpoint up to which the trail was verified
 * @param anchors number of checkpoints from outside that the trail was compared with
 * @param problemCount number of problems
 * @param problems the first problems, in the order of the trail
 */
public record AuditVerification(
        long records,
        long removed,
        long unsealed,
        Optional<Checkpoint> checkpoint,
        int anchors,
        long problemCount,
        List<AuditProblem> problems) {

    /** Copies the list. */
    public AuditVerification {
        problems = List.copyOf(problems);
    }

    /** Returns whether nothing is wrong. Where nothing was verified, nothing is valid. */
    public boolean isValid() {
        return problemCount == 0 && records > 0;
    }

    /** Returns the result in words, always with the number of records. */
    @Override
    public String toString() {
        String what = records + " records verified against " + anchors + " anchors, " + removed
                + " removed by retention, " + unsealed + " not sealed yet";
        if (isValid()) {
            return "VALID: " + what;
        }
        return problemCount == 0
                ? "NOTHING VERIFIED: " + what
                : "BROKEN: " + problemCount + " problems, " + what + "; first: " + problems.get(0);
    }
}
