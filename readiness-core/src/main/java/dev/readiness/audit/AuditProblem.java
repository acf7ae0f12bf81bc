package dev.readiness.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a trail.
 *
 * @param kind what is wrong
 * @param seq number of the record in the trail, from 0; -1 if it has none
 * @param recordId id of the record, if it is known
 * @param detail what was found
 */
public record AuditProblem(Kind kind, long seq, @Nullable UUID recordId, String detail) {

    /** What can be wrong. */
    public enum Kind {
        /** The stored bytes of a record are not those that were sealed. */
        RECORD_CHANGED,
        /** A record is gone that was sealed and that no retention has removed, or that its writer acknowledged. */
        RECORD_MISSING,
        /** A column for searching does not say what the record says. */
        COLUMN_CHANGED,
        /** A row was not written by a holder of the key. */
        NOT_GENUINE,
        /** A leaf or node of the tree is missing, changed or too many. */
        TREE_CHANGED,
        /** A checkpoint in the database is missing, changed or not signed. */
        CHECKPOINT_CHANGED,
        /** The trail is shorter than a checkpoint that was published. */
        TRUNCATED,
        /** The trail is not the one that a published checkpoint was signed for. */
        REWRITTEN
    }

    /** Returns the problem on one line. */
    @Override
    public String toString() {
        return kind + (seq < 0 ? "" : " at " + seq) + (recordId == null ? "" : " (" + recordId + ")") + ": " + detail;
    }
}
