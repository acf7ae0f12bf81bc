package dev.readiness.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A row of H2 that one session has locked. It is in a schema of its own, because Flyway refuses a schema in which it finds tables
 * but no history.
 */
final class H2Lease implements MigrationLease {

    private static final String TABLE = "readiness.migration_lease";

    static final String JOURNAL = "readiness.migration_journal";

    private static final int ATTEMPTS = 10;

    private static final int LOCK_TIMEOUT = 50200;
    private static final int CONCURRENT_UPDATE = 90131;

    private final Connection connection;
    private final DataSource dataSource;
    private final String history;
    private final String node;
    private boolean held;

    H2Lease(Connection connection, DataSource dataSource, String history, String node) throws SQLException {
        this.connection = connection;
        this.dataSource = dataSource;
        this.history = history;
        this.node = node;
        try {
            connection.setAutoCommit(true);
            prepare();
        } catch (SQLException ex) {
            connection.close();
            throw ex;
        }
    }

    /** H2 fails in several ways if two sessions make the same at once; the second attempt finds it made. */
    private void prepare() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS readiness");
                statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE
                        + " (history VARCHAR(300) PRIMARY KEY, owner VARCHAR(300) NOT NULL)");
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS " + JOURNAL + " (history VARCHAR(300), script VARCHAR(300),"
                                + " statements INT NOT NULL, PRIMARY KEY (history, script))");
                insert(statement, history);
                insert(statement, ownerRow());
                return;
            } catch (SQLException ex) {
                if (attempt == ATTEMPTS) {
                    throw ex;
                }
            }
        }
    }

    private static void insert(Statement statement, String history) throws SQLException {
        String name = history.replace("'", "''");
        statement.execute("INSERT INTO " + TABLE + " SELECT '" + name + "', '' WHERE NOT EXISTS (SELECT * FROM " + TABLE
                + " WHERE history = '" + name + "')");
    }

    /**
     * Keeps how many statements of a script were run, because H2 commits each change of the schema at once and takes none back.
     */
    void journal(String script, int statements) throws SQLException {
        try (Connection other = dataSource.getConnection();
                PreparedStatement statement = other.prepareStatement("MERGE INTO " + JOURNAL
                        + " (history, script, statements) KEY (history, script) VALUES (?, ?, ?)")) {
            other.setAutoCommit(true);
            statement.setString(1, history);
            statement.setString(2, script);
            statement.setInt(3, statements);
            statement.executeUpdate();
        }
    }

    /** Returns how many statements of a script were run when it was last begun. */
    int journalled(String script) throws SQLException {
        try (Connection other = dataSource.getConnection();
                PreparedStatement statement = other.prepareStatement(
                        "SELECT statements FROM " + JOURNAL + " WHERE history = ? AND script = ?")) {
            statement.setString(1, history);
            statement.setString(2, script);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** Returns whether something was begun since the journal was last emptied. */
    boolean hasJournal() throws SQLException {
        try (Connection other = dataSource.getConnection();
                PreparedStatement statement =
                        other.prepareStatement("SELECT 1 FROM " + JOURNAL + " WHERE history = ? AND statements > 0")) {
            statement.setString(1, history);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Empties the journal after everything that was begun has ended. */
    void forgetJournal() throws SQLException {
        try (Connection other = dataSource.getConnection();
                PreparedStatement statement = other.prepareStatement("DELETE FROM " + JOURNAL + " WHERE history = ?")) {
            other.setAutoCommit(true);
            statement.setString(1, history);
            statement.executeUpdate();
        }
    }

    private String ownerRow() {
        return history + " owner";
    }

    @Override
    public synchronized boolean tryAcquire() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT owner FROM " + TABLE + " WHERE history = ? FOR UPDATE")) {
            statement.setString(1, history);
            held = statement.executeQuery().next();
        } catch (SQLException ex) {
            connection.rollback();
            if (!isBusy(ex)) {
                throw ex;
            }
            return false;
        }
        say("starts");
        return held;
    }

    private static boolean isBusy(SQLException ex) {
        return ex.getErrorCode() == LOCK_TIMEOUT || ex.getErrorCode() == CONCURRENT_UPDATE;
    }

    @Override
    public Optional<String> owner() throws SQLException {
        try (Connection other = dataSource.getConnection();
                PreparedStatement statement =
                        other.prepareStatement("SELECT owner FROM " + TABLE + " WHERE history = ?")) {
            statement.setString(1, ownerRow());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)).filter(owner -> !owner.isEmpty()) : Optional.empty();
            }
        }
    }

    @Override
    public void say(String step) throws SQLException {
        write(step + " on " + node);
    }

    /** Through another session, because what the one with the lease writes nobody sees. */
    private void write(String owner) throws SQLException {
        try (Connection other = dataSource.getConnection();
                PreparedStatement statement =
                        other.prepareStatement("UPDATE " + TABLE + " SET owner = ? WHERE history = ?")) {
            other.setAutoCommit(true);
            statement.setString(1, owner);
            statement.setString(2, ownerRow());
            statement.executeUpdate();
        }
    }

    @Override
    public synchronized boolean isHeld() throws SQLException {
        return held && connection.isValid(1);
    }

    @Override
    public synchronized void close() {
        try (connection) {
            if (held) {
                write("");
            }
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException ex) {
            // The session is gone, and the lock with it.
        }
    }
}
