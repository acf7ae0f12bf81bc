package dev.readiness.encryption;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts while the work goes on. */
final class ReencryptionTally {

    private static final int MOST_NAMED = 100;

    private final long rows;

    private long seen;

    private long changed;

    private long overtaken;

    private long unreadable;

    private final List<Object> firstUnreadable = new ArrayList<>();

    private @Nullable Object lastId;

    private boolean complete;

    ReencryptionTally(long rows, @Nullable Object lastId) {
        this.rows = rows;
        this.lastId = lastId;
    }

    @Nullable
    Object lastId() {
        return lastId;
    }

    void ended(boolean atTheEnd) {
        complete = atTheEnd;
    }

    void see(Object id) {
        seen++;
        lastId = id;
    }

    /** A driver may say that a statement had success without saying how many rows it changed. */
    void count(int updated) {
        if (updated == 0) {
            overtaken++;
        } else {
            changed++;
        }
    }

    void unreadable(Object id) {
        unreadable++;
        if (firstUnreadable.size() < MOST_NAMED) {
            firstUnreadable.add(id);
        }
    }

    ReencryptionProgress progress() {
        return new ReencryptionProgress(rows, seen, changed, overtaken, unreadable, firstUnreadable, lastId, complete);
    }
}
