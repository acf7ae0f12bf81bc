package dev.readiness.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * An advisory lock of a session that is idle outside of transactions, for which {@code CONCURRENTLY} waits not. Who has it and how
 * far that is stands in the session's {@code application_name}.
 */
final class PostgresLease implements MigrationLease {

    /** How the sessions are named that run migrations; what has this name while nobody has the lease is left over. */
    private static final String WORKER = "readiness-migration ";

    private static final String HOLDER = "readiness-migrator ";

    /** What PostgreSQL keeps of a name. */
    private static final int LONGEST_NAME = 63;

    /** How much of where a process is stays legible beside a script with a long name: its number, and how its host begins. */
    private static final int LEAST_OF_NODE = 26;

    /** What is special to this library among the advisory locks of a database. */
    private static final int FAMILY = 0x52444e53;

    private static final String HELD = " FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            + " AND d.datname = current_database()"
            + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = " + FAMILY
            + " AND l.objid = ";

    private final Connection connection;
    private final int key;
    private final String node;
    private boolean held;

    PostgresLease(Connection connection, DataSource dataSource, String history, String node) throws SQLException {
        this.connection = connection;
        this.key = history.hashCode() & 0x7fffffff;
        this.node = node;
        try {
            connection.setAutoCommit(true);
            refuseSharedSessions(dataSource);
        } catch (SQLException | RuntimeException ex) {
            connection.close();
            throw ex;
        }
    }

    /** Behind a pool that lends sessions for a transaction, a lock of a session protects nothing. */
    private void refuseSharedSessions(DataSource dataSource) throws SQLException {
        try (Connection other = dataSource.getConnection()) {
            boolean before = other.getAutoCommit();
            other.setAutoCommit(false);
            long session = session(other);
            boolean shared = session == session(connection);
            other.rollback();
            other.setAutoCommit(before);
            if (shared) {
                throw new SafeMigrationException("Two connections are one session of the database: a proxy lends"
                        + " sessions for single transactions (PgBouncer with pool_mode=transaction), under which neither"
                        + " this lock nor Flyway's protects anything. Give Flyway the address of the database itself,"
                        + " with spring.flyway.url, or a pool with pool_mode=session.");
            }
        }
    }

    private static long session(Connection connection) throws SQLException {
        return number(connection, "SELECT pg_backend_pid()");
    }

    @Override
    public synchronized boolean tryAcquire() throws SQLException {
        held = number(connection, "SELECT pg_try_advisory_lock(" + FAMILY + ", " + key + ")::int") == 1;
        if (held) {
            say("starts");
        }
        return held;
    }

    @Override
    public synchronized Optional<String> owner() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT a.application_name, a.pid FROM pg_stat_activity a"
                        + " WHERE a.pid IN (SELECT l.pid" + HELD + key + ")")) {
            if (!rows.next()) {
                return Optional.empty();
            }
            String name = rows.getString(1);
            String owner = name.startsWith(HOLDER) ? name.substring(HOLDER.length()) : name;
            return Optional.of(owner + ", session " + rows.getInt(2));
        }
    }

    @Override
    public synchronized void say(String step) throws SQLException {
        String end = " on " + node;
        int room = LONGEST_NAME - HOLDER.length() - Math.min(end.length(), LEAST_OF_NODE);
        rename(connection, HOLDER + step.substring(0, Math.min(room, step.length())) + end);
    }

    @Override
    public synchronized boolean isHeld() throws SQLException {
        return number(connection, "SELECT count(*)" + HELD + key + " AND l.pid = pg_backend_pid()") == 1;
    }

    /** Names the session of {@code worker} until {@link #unmark}. */
    void mark(Connection worker) throws SQLException {
        rename(worker, workerName() + node);
    }

    static void unmark(Connection worker) throws SQLException {
        try (Statement statement = worker.createStatement()) {
            statement.execute("RESET application_name");
        }
    }

    private String workerName() {
        return WORKER + Integer.toHexString(key) + " ";
    }

    /** Returns the sessions that run a migration although their process no longer has the lease. Ask while having it. */
    List<OrphanedSession> orphans() throws SQLException {
        List<OrphanedSession> orphans = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pid, application_name, extract(epoch FROM now() - coalesce(query_start, backend_start))::bigint,"
                        + " query FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND starts_with(application_name, ?) AND pid <> pg_backend_pid() ORDER BY pid")) {
            statement.setString(1, workerName());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    orphans.add(new OrphanedSession(
                            rows.getLong(1),
                            rows.getString(2).substring(workerName().length()),
                            rows.getLong(3),
                            SafeVersion.summary(String.valueOf(rows.getString(4)))));
                }
            }
        }
        return orphans;
    }

    private static void rename(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config('application_name', ?, false)")) {
            statement.setString(1, name.substring(0, Math.min(LONGEST_NAME, name.length())));
            statement.execute();
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public synchronized void close() {
        try (connection) {
            if (held) {
                unmark(connection);
                number(connection, "SELECT pg_advisory_unlock(" + FAMILY + ", " + key + ")::int");
            }
        } catch (SQLException ex) {
            // The session is gone, and the lock with it.
        }
    }
}
