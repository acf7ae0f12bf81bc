package dev.readiness.encryption;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a {@link Reencryption} is.
 *
 * @param rows rows that there were at the start
 * @param seen rows that were looked at
 * @param changed rows that were encrypted anew
 * @param overtaken rows that somebody else changed in between; what was written there is new already
 * @param unreadable rows whose value could not be decrypted; they were left as they are
 * @param firstUnreadable the identities of the first of these, 100 at most
 * @param lastId identity of the last row that was looked at, to go on from
 * @param complete whether the end of the table was reached
 */
public record ReencryptionProgress(
        long rows,
        long seen,
        long changed,
        long overtaken,
        long unreadable,
        List<Object> firstUnreadable,
        @Nullable Object lastId,
        boolean complete) {

    /** Copies the list. */
    public ReencryptionProgress {
        firstUnreadable = List.copyOf(firstUnreadable);
    }

    /** Returns the part that was looked at, 0 to 100. */
    public int percent() {
        return complete || rows == 0 ? 100 : (int) Math.min(99, seen * 100 / rows);
    }
}
