package dev.readiness.assessment;

import java.util.Collection;

/**
 * Work in cells: one rule at one place is one cell. What was not applicable is no cell.
 *
 * @param done cells that passed
 * @param left cells that failed or could not be seen
 * @param accepted cells that are waived or attested: neither done nor left, for now
 */
public record Cells(int done, int left, int accepted) {

    /** Returns the number of cells: the denominator. */
    public int all() {
        return done + left + accepted;
    }

    static Cells of(Collection<Finding> findings) {
        int done = 0;
        int left = 0;
        int accepted = 0;
        for (Finding finding : findings) {
            switch (finding.result()) {
                case PASS -> done++;
                case FAIL, UNKNOWN -> left++;
                case WAIVED, ATTESTED -> accepted++;
                case NOT_APPLICABLE -> {}
            }
        }
        return new Cells(done, left, accepted);
    }
}
