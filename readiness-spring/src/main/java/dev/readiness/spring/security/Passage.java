package dev.readiness.spring.security;

import dev.readiness.assessment.AccessMatrix.Cell;
import java.util.List;

/**
 * Whether one caller gets through.
 *
 * @param cell whether
 * @param why why that is unknown, in a clause without a full stop; empty if it is not
 */
record Passage(Cell cell, String why) {

    static final Passage ALLOWED = new Passage(Cell.ALLOWED, "");

    static final Passage DENIED = new Passage(Cell.DENIED, "");

    static Passage unknown(String why) {
        return new Passage(Cell.UNKNOWN, why);
    }

    /** Returns the same passage for each of {@code callers}. */
    List<Passage> forEach(List<?> callers) {
        return callers.stream().map(caller -> this).toList();
    }

    /** Returns what holds where a caller must get past both: a refusal is certain, whatever the other would have said. */
    Passage and(Passage next) {
        if (cell == Cell.DENIED || next.cell == Cell.DENIED) {
            return DENIED;
        }
        return cell == Cell.UNKNOWN ? this : next;
    }

    /** Returns what holds where a caller may choose between both. */
    Passage or(Passage other) {
        if (cell == Cell.ALLOWED || other.cell == Cell.ALLOWED) {
            return ALLOWED;
        }
        return cell == Cell.UNKNOWN ? this : other;
    }
}
