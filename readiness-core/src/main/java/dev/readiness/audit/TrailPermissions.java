package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds out what the login of the application can do to records that are there, by doing it to one of its own in a
 * transaction that is rolled back. A row is needed, because a trigger that refuses fires for rows only.
 */
final class TrailPermissions {

    private static final String LEAST_ID = "00000000-0000-7000-8000-000000000000";

    private final DataSource dataSource;

    TrailPermissions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What was tried.
     *
     * @param allowed what the database let pass
     * @param untried what could not be tried without doing it
     */
    record Tried(List<String> allowed, List<String> untried) {}

    Tried attempt() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                return attempt(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private static Tried attempt(Connection connection) throws SQLException {
        SqlDialect sql = SqlDialect.of(connection);
        insertOwnRow(connection, sql);
        List<String> allowed = new ArrayList<>();
        String own = " WHERE id = '" + LEAST_ID + "'";
        if (isAllowed(connection, "UPDATE " + AuditTable.NAME + " SET actor = 'other'" + own)) {
            allowed.add("UPDATE");
        }
        if (isAllowed(connection, "DELETE FROM " + AuditTable.NAME + own)) {
            allowed.add("DELETE");
        }
        // Elsewhere a TRUNCATE commits at once, and cannot be tried without losing the trail.
        boolean rollsBack = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        if (rollsBack && isTruncateAllowed(connection)) {
            allowed.add("TRUNCATE");
        }
        return new Tried(allowed, rollsBack ? List.of() : List.of("TRUNCATE"));
    }

    private static void insertOwnRow(Connection connection, SqlDialect sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + AuditTable.NAME
                + " (id, recorded_at, action, outcome, actor, content) VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.setObject(1, sql.id(UUID.fromString(LEAST_ID)));
            statement.setObject(2, sql.time(Instant.EPOCH));
            statement.setString(3, "audit.permissions");
            statement.setString(4, AuditOutcome.SUCCESS.name());
            statement.setString(5, "report");
            statement.setString(6, "{}");
            statement.executeUpdate();
        }
    }

    private static boolean isTruncateAllowed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // It wants the table for itself; where somebody is writing, it gives up rather than hold up the
            // application.
            statement.execute("SET LOCAL lock_timeout = '500ms'");
        }
        return isAllowed(connection, "TRUNCATE " + AuditTable.NAME);
    }

    /** Returns whether {@code command} passes. What it did is undone at once. */
    private static boolean isAllowed(Connection connection, String command) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
            return true;
        } catch (SQLException ex) {
            if ("55P03".equals(ex.getSQLState())) {
                throw ex; // No lock in time: not a refusal.
            }
            return false;
        } finally {
            connection.rollback(before);
        }
    }
}
