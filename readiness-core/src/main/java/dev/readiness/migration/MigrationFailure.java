package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.ValidateOutput;

/** Adds to what Flyway says what it means and what to do. */
final class MigrationFailure {

    /** Beginnings of SQLStates, the longer ones first where one begins with another. */
    private static final Map<String, String> STATES = Map.of(
            "42501",
            "The login of Flyway lacks a right. Grant it, or let Flyway use a login of its own, with spring.flyway.user"
                    + " and spring.flyway.password.",
            "53100",
            "The disk of the database is full. PostgreSQL took back what was begun; make room and start again.",
            "08",
            "The database went away meanwhile. PostgreSQL takes back what was begun; start again when it is there.",
            "57P",
            "The database was stopped meanwhile. PostgreSQL takes back what was begun; start again when it is there.");

    private MigrationFailure() {}

    /** Returns what is to be thrown in place of {@code failure}. */
    static RuntimeException explained(FlywayException failure, Flyway flyway) {
        Optional<MissingDatabaseModuleException> module = MissingDatabaseModuleException.recognise(failure);
        if (module.isPresent()) {
            return module.get();
        }
        if (failure instanceof FlywayValidateException) {
            return new SafeMigrationException(
                    "Nothing was migrated, because the scripts are not those that were applied:\n" + invalid(flyway),
                    failure);
        }
        if (failure.getErrorCode() == CoreErrorCode.DUPLICATE_VERSIONED_MIGRATION) {
            return new SafeMigrationException(
                    "Nothing was migrated, because two scripts have one version; give the younger one the next free"
                            + " number, wherever it has not been applied yet. " + failure.getMessage(),
                    failure);
        }
        return state(failure)
                .flatMap(state -> STATES.entrySet().stream()
                        .filter(known -> state.startsWith(known.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .<RuntimeException>map(
                        advice -> new SafeMigrationException(advice + "\n" + failure.getMessage(), failure))
                .orElse(failure);
    }

    private static Optional<String> state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
        }
        return Optional.empty();
    }

    private static String invalid(Flyway flyway) {
        return flyway.validateWithResult().invalidMigrations.stream()
                .map(one -> "  " + name(one) + ": " + meaning(one, flyway))
                .collect(Collectors.joining("\n"));
    }

    private static String name(ValidateOutput output) {
        String path = Optional.ofNullable(output.filepath).orElse("");
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return file.isEmpty() ? "version " + output.version + " (" + output.description + ")" : file;
    }

    private static String meaning(ValidateOutput output, Flyway flyway) {
        if (!(output.errorDetails.errorCode instanceof CoreErrorCode code)) {
            return output.errorDetails.errorMessage;
        }
        return switch (code) {
            case CHECKSUM_MISMATCH -> changed(output, flyway);
            case APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED ->
                "was applied, but is not among the scripts any more; put it back from version control";
            case RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED ->
                "was not applied, although later ones were: give it the next free number, or set"
                        + " spring.flyway.out-of-order=true if it needs none of them";
            case FAILED_VERSIONED_MIGRATION ->
                "stopped half-way the last time; undo by hand what is left of it, then run Flyway's repair";
            case DESCRIPTION_MISMATCH, TYPE_MISMATCH ->
                "is another script than the one that was applied under this version; put that back, and give the new one"
                        + " the next free number";
            default -> output.errorDetails.errorMessage;
        };
    }

    /** Flyway keeps a checksum only, comments included, line ends not. */
    private static String changed(ValidateOutput output, Flyway flyway) {
        Optional<Boolean> same = sameStatements(output, flyway);
        if (same.isEmpty()) {
            return "was changed after it was applied; line ends do not count, comments do. Put it back from version control, and"
                    + " write what is new as a migration of its own";
        }
        return same.get()
                ? "was changed after it was applied, but only in comments or spaces; put it back, or run Flyway's repair, which"
                        + " is harmless here"
                : "was changed after it was applied, in its statements. Put it back from version control, and write what is new"
                        + " as a migration of its own; Flyway's repair would hide that this schema is another one";
    }

    private static Optional<Boolean> sameStatements(ValidateOutput output, Flyway flyway) {
        Optional<String> script = Arrays.stream(flyway.info().all())
                .filter(info -> info.getVersion() != null
                        && info.getVersion().getVersion().equals(output.version))
                .map(MigrationInfo::getScript)
                .findFirst();
        if (script.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            List<MigrationScript> read = new PendingScripts(flyway.getConfiguration()).read(List.of(script.get()));
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                    ? SchemaRecord.sameStatements(connection, read.get(0))
                    : Optional.empty();
        } catch (SQLException | UnreadableMigrationException ex) {
            return Optional.empty();
        }
    }
}
