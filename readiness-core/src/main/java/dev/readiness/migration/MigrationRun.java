package dev.readiness.migration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one call of {@link Migrations#migrate()} did.
 *
 * @param from version of the schema before, or nothing if it had none
 * @param applied scripts that were applied, in order; empty if there was nothing to do
 */
public record MigrationRun(Optional<String> from, List<String> applied) {

    /** Checks and copies the parts. */
    public MigrationRun {
        Objects.requireNonNull(from, "from");
        applied = List.copyOf(applied);
    }
}
