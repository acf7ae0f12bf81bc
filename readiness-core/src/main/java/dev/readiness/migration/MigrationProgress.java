package dev.readiness.migration;

import java.util.Objects;

/**
 * What a {@link SafeMigrator} does at this moment.
 *
 * @param step what kind of thing
 * @param text the same for people, {@code migrating V17__phone.sql, 3 of 5}; never holds data
 */
public record MigrationProgress(Step step, String text) {

    /** What a migrator may be doing. */
    public enum Step {
        /** Another process migrates, or what a process that is gone has begun has not ended. */
        WAITING,
        /** A migration runs. */
        MIGRATING,
        /** A migration got no lock in time and is tried again. */
        RETRYING,
        /** The schema is at the version that this application brings. */
        DONE
    }

    /** Checks the parts. */
    public MigrationProgress {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return text;
    }
}
