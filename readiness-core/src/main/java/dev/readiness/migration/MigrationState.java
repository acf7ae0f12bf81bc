package dev.readiness.migration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a schema has come. Migrations are named by their script, {@code V2__add_phone.sql}, in the order of their versions.
 *
 * @param currentVersion version of the schema, or nothing if it has none yet
 * @param applied what has been applied, a baseline included
 * @param pending what the application has and the schema has not
 * @param failed what stopped half-way; nothing more is applied until that is mended
 */
public record MigrationState(
        Optional<String> currentVersion, List<String> applied, List<String> pending, List<String> failed) {

    /** Checks and copies the parts. */
    public MigrationState {
        Objects.requireNonNull(currentVersion, "currentVersion");
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        failed = List.copyOf(failed);
    }
}
