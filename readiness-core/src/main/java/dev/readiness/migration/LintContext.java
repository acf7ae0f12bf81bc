package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the lint knows beside the text of the migrations. Immutable.
 *
 * @param serverVersion major version of PostgreSQL, 9 or more
 * @param flywayLock whether Flyway holds a transaction open as its lock, which is its default
 *     ({@code flyway.postgresql.transactional.lock})
 * @param mixed whether Flyway takes files in which only some statements can run in a transaction, by default not
 * @param lockTimeout whether something outside the files sets {@code lock_timeout}
 * @param smallTableRows up to how many rows a table is so small that scanning or rewriting it hurts nobody
 * @param database the database that the migrations will meet, if it can be asked
 * @param schema where names without a schema are looked for and made: Flyway's default schema, as PostgreSQL stores its name
 */
public record LintContext(
        int serverVersion,
        boolean flywayLock,
        boolean mixed,
        boolean lockTimeout,
        long smallTableRows,
        Optional<DataSource> database,
        String schema) {

    private static final String PUBLIC = "public";

    /** Checks the parts. */
    public LintContext {
        if (serverVersion < 9) {
            throw new IllegalArgumentException(
                    "'serverVersion' must be a major version of PostgreSQL, 9 or more, but is " + serverVersion);
        }
        if (smallTableRows < 0) {
            throw new IllegalArgumentException("'smallTableRows' must not be negative but is " + smallTableRows);
        }
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(schema, "schema");
    }

    /** Returns Flyway's defaults, PostgreSQL {@code serverVersion}, the schema {@code public}, and no database to ask. */
    public static LintContext ofVersion(int serverVersion) {
        return new LintContext(serverVersion, true, false, false, 10_000, Optional.empty(), PUBLIC);
    }

    /**
     * Returns Flyway's defaults and what {@code database} says.
     *
     * @throws SQLException if the database does not answer
     */
    public static LintContext of(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            String schema = Optional.ofNullable(connection.getSchema()).orElse(PUBLIC);
            return new LintContext(version, true, false, false, 10_000, Optional.of(database), schema);
        }
    }

    /** Returns the same with another answer to whether Flyway's lock is a transaction. */
    public LintContext withFlywayLock(boolean transactional) {
        return new LintContext(serverVersion, transactional, mixed, lockTimeout, smallTableRows, database, schema);
    }

    /** Returns the same with another answer to whether something outside the files sets {@code lock_timeout}. */
    public LintContext withLockTimeout(boolean set) {
        return new LintContext(serverVersion, flywayLock, mixed, set, smallTableRows, database, schema);
    }

    /** Returns the same for another schema, as PostgreSQL stores its name. */
    public LintContext inSchema(String name) {
        return new LintContext(serverVersion, flywayLock, mixed, lockTimeout, smallTableRows, database, name);
    }

    /** Returns the same with another size up to which tables are small. */
    public LintContext withSmallTableRows(long rows) {
        return new LintContext(serverVersion, flywayLock, mixed, lockTimeout, rows, database, schema);
    }
}
