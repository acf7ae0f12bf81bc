package dev.readiness.migration;

import java.time.Duration;
import java.util.Optional;

/** What a statement that is no good idea does. */
public enum LintEffect {
    /** Every row is written again while the lock is held. */
    REWRITES(200_000),
    /** An index is built while the lock is held. */
    BUILDS_INDEX(200_000),
    /** Every row is looked at while the lock is held. */
    SCANS(2_000_000),
    /** Every row is looked up in another table while the lock is held. */
    JOINS(700_000),
    /** A lock is held for as long as other work of the same transaction takes. */
    HOLDS_LOCK(200_000),
    /** The lock itself is short, but waits behind long transactions, and everybody else waits behind it. */
    WAITS(0),
    /** The version of the application that runs meanwhile, or is rolled back to, fails. */
    BREAKS_RUNNING_VERSION(0),
    /** Rows are lost. */
    LOSES_DATA(0),
    /** The migration fails, or never ends. */
    FAILS(0),
    /** Something that keeps data right is off or gone. */
    INTEGRITY(0),
    /** It cannot be seen what happens. */
    UNSEEN(0);

    private final long rowsPerSecond;

    LintEffect(long rowsPerSecond) {
        this.rowsPerSecond = rowsPerSecond;
    }

    /** Returns whether the time that others wait grows with the table. */
    public boolean growsWithRows() {
        return rowsPerSecond > 0;
    }

    /** Returns roughly how long {@code rows} take on a small server: the order of magnitude, not a promise. */
    Optional<Duration> estimate(long rows) {
        return growsWithRows() ? Optional.of(Duration.ofMillis(1 + rows * 1000 / rowsPerSecond)) : Optional.empty();
    }
}
