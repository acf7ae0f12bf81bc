package dev.readiness.ratelimit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The table {@value #NAME} of {@link RateLimitStore#postgresql}.
 *
 * <p>It is unlogged: a crash of the database empties it, and everybody has a full bucket again. That is what makes a decision
 * cheap.
 */
public final class RateLimitTable {

    /** Name of the table. */
    public static final String NAME = "readiness_rate_limit";

    private RateLimitTable() {}

    /** Returns the statement that creates the table if it is absent, ready for a migration. */
    public static String ddl() {
        return Texts.read("rate-limit-table.sql");
    }

    /**
     * Creates the table if it is absent. Two processes may do so at the same time.
     *
     * @throws IllegalStateException if the database refuses
     */
    public static void createIfAbsent(DataSource dataSource) {
        if (exists(dataSource)) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            create(connection);
        } catch (SQLException ex) {
            if (!exists(dataSource)) {
                throw new IllegalStateException("Cannot create the table " + NAME + ": " + ex.getMessage(), ex);
            }
        }
    }

    private static void create(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute(ddl());
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    /** Returns whether the table is there with all its columns. */
    public static boolean exists(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT id, shape, state, granted, expires_at FROM " + NAME + " WHERE 1 = 0")
                    .close();
            return true;
        } catch (SQLException ex) {
            return false;
        }
    }
}
