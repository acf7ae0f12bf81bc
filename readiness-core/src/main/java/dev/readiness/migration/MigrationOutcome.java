package dev.readiness.migration;

import java.util.List;
import java.util.Objects;

/**
 * How {@link SafeMigrator#migrate()} ended: in each case the schema is at the version that the application brings.
 *
 * @param result what this process did for it
 * @param applied scripts that this process applied, in order
 * @param warnings what was noticed and needs somebody, like an index that is left invalid; one sentence each
 */
public record MigrationOutcome(Result result, List<String> applied, List<String> warnings) {

    /** What a process did for the version of its schema. */
    public enum Result {
        /** It migrated. */
        MIGRATED,
        /** It waited until another process had migrated. */
        WAITED,
        /** Nothing was to be done. */
        UP_TO_DATE
    }

    /** Checks and copies the parts. */
    public MigrationOutcome {
        Objects.requireNonNull(result, "result");
        applied = List.copyOf(applied);
        warnings = List.copyOf(warnings);
    }
}
