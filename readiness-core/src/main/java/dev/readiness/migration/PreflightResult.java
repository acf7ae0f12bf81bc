package dev.readiness.migration;

import java.util.List;
import java.util.Objects;

/**
 * What the rows of a table are for a pending migration.
 *
 * @param check table and columns or constraint, {@code person.email}
 * @param migration script that adds the constraint
 * @param table the table
 * @param problem what is wrong with the rows that do not fit
 * @param verdict whether there are such rows
 * @param offenders how many
 * @param keys primary keys of some of them, where these are numbers or UUIDs; others may be personal and are not shown
 * @param doubt why nothing can be said, if the verdict is that
 * @param policy what happens to them
 */
public record PreflightResult(
        String check,
        String migration,
        String table,
        String problem,
        Verdict verdict,
        long offenders,
        List<String> keys,
        String doubt,
        PreflightPolicy policy) {

    /** Whether the rows of a table fit. */
    public enum Verdict {
        /** All rows fit. */
        FITS,
        /** Some do not. */
        OFFENDERS,
        /** It shows only when the migration runs. */
        UNDECIDED
    }

    /** Checks and copies the parts. */
    public PreflightResult {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(migration, "migration");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(verdict, "verdict");
        keys = List.copyOf(keys);
        Objects.requireNonNull(doubt, "doubt");
        Objects.requireNonNull(policy, "policy");
    }

    /** Returns the result on one line. */
    @Override
    public String toString() {
        String subject = check + " (" + migration + "): ";
        return switch (verdict) {
            case FITS -> subject + "all rows fit";
            case UNDECIDED -> subject + "cannot be said beforehand: " + doubt;
            case OFFENDERS ->
                subject + offenders + " rows of " + table + " " + problem
                        + (keys.isEmpty() ? "" : ", for example " + String.join(", ", keys)) + " [" + policy + "]";
        };
    }
}
