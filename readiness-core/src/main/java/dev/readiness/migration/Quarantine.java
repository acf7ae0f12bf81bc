package dev.readiness.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Rows that a migration did not take, kept as JSON in {@code readiness_quarantine} with the reason, the migration and the time,
 * until somebody mends {@code row_data} there and brings them back. For PostgreSQL. Safe for use by many threads.
 *
 * <p>The rows are data like those from which they come: who may read these may read those, and nobody else should.
 */
public final class Quarantine {

    static final String TABLE = "readiness_quarantine";

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS readiness_quarantine (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              migration text NOT NULL, source text NOT NULL, reason text NOT NULL,
              moved_at timestamptz NOT NULL DEFAULT now(), row_data json NOT NULL, replayed_at timestamptz)""";

    private static final String MOVING = "CREATE TEMPORARY TABLE readiness_moving"
            + " (source regclass, place tid, depth int, reason text, PRIMARY KEY (source, place)) ON COMMIT DROP";

    /** The foreign keys by which rows refer to rows that are to be moved. */
    private static final String REFERENCES = "SELECT DISTINCT c.conrelid::regclass::text, c.confrelid::regclass::text,"
            + " (SELECT string_agg(format('r.%I = p.%I', a.attname, f.attname), ' AND ') FROM unnest(c.conkey, c.confkey)"
            + " AS k(own, other) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own"
            + " JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = k.other)"
            + " FROM pg_constraint c WHERE c.contype = 'f' AND c.conparentid = 0 AND (c.confrelid IN"
            + " (SELECT source FROM readiness_moving) OR c.confrelid IN (SELECT i.inhparent FROM pg_inherits i"
            + " JOIN readiness_moving m ON m.source = i.inhrelid)) ORDER BY 1, 2, 3";

    private static final String COLUMNS = "SELECT quote_ident(a.attname) FROM pg_attribute a"
            + " WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
            + " AND a.attname IN (SELECT json_object_keys(?::json)) ORDER BY a.attnum";

    private final DataSource dataSource;

    private Quarantine(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /** Returns the quarantine in the current schema of {@code dataSource}. */
    public static Quarantine of(DataSource dataSource) {
        return new Quarantine(dataSource);
    }

    /** Moves the rows of {@code check} and whatever refers to them in one transaction, and says how many. */
    static String move(DataCheck check, long most, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            statement.execute(MOVING);
            long offenders = statement.executeUpdate("INSERT INTO readiness_moving SELECT r.tableoid, r.ctid, 0, '"
                    + check.problem().replace("'", "''") + "'" + check.fromWhere() + " FOR UPDATE");
            long moved = offenders + gather(statement);
            if (moved > most) {
                throw new SafeMigrationException("With what refers to them, " + moved + " rows would be moved for "
                        + check.name() + " (" + check.migration() + "), more than the " + most + " that may be");
            }
            remove(check, statement);
            connection.commit();
            return offenders + " rows of " + check.table() + " that " + check.problem()
                    + (moved > offenders ? ", and " + (moved - offenders) + " that refer to them," : "")
                    + " were moved to "
                    + TABLE + " for " + check.migration();
        } catch (SQLException | RuntimeException ex) {
            connection.rollback();
            throw ex;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Adds what refers to rows that are to be moved, and what refers to that, and returns how many. */
    private static long gather(Statement statement) throws SQLException {
        long all = 0;
        for (int depth = 0; ; depth++) {
            long found = 0;
            for (Reference reference : references(statement)) {
                found +=
                        statement.executeUpdate("INSERT INTO readiness_moving SELECT r.tableoid, r.ctid, " + (depth + 1)
                                + ", 'refer to a row of ' || '" + reference.to.replace("'", "''")
                                + "' || ' that was moved' FROM "
                                + reference.from + " r WHERE EXISTS (SELECT FROM " + reference.to
                                + " p JOIN readiness_moving m ON m.source = p.tableoid AND m.place = p.ctid WHERE m.depth = "
                                + depth + " AND " + reference.equal + ") FOR UPDATE ON CONFLICT DO NOTHING");
            }
            if (found == 0) {
                return all;
            }
            all += found;
        }
    }

    private record Reference(String from, String to, String equal) {}

    private static List<Reference> references(Statement statement) throws SQLException {
        List<Reference> references = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(REFERENCES)) {
            while (rows.next()) {
                references.add(new Reference(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return references;
    }

    /** Parents are kept first, so that they come back first, and removed last. */
    private static void remove(DataCheck check, Statement statement) throws SQLException {
        record Part(String source, int depth) {}
        List<Part> parts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT DISTINCT m.source::oid::regclass::text, m.depth"
                + " FROM readiness_moving m ORDER BY m.depth, 1")) {
            while (rows.next()) {
                parts.add(new Part(rows.getString(1), rows.getInt(2)));
            }
        }
        for (Part part : parts) {
            statement.executeUpdate("INSERT INTO " + TABLE + " (migration, source, reason, row_data) SELECT '"
                    + check.migration().replace("'", "''") + "', (SELECT format('%I.%I', n.nspname, c.relname)"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = m.source),"
                    + " m.reason, row_to_json(r) FROM " + part.source
                    + " r JOIN readiness_moving m ON m.source = r.tableoid AND m.place = r.ctid WHERE m.depth = "
                    + part.depth);
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            statement.executeUpdate("DELETE FROM ONLY " + parts.get(i).source + " r USING readiness_moving m"
                    + " WHERE m.source = r.tableoid AND m.place = r.ctid AND m.depth = " + parts.get(i).depth);
        }
    }

    /**
     * Returns how many rows wait to be mended and brought back.
     *
     * @throws SQLException if the database does not answer
     */
    public long waiting() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return exists(statement)
                    ? number(statement, "SELECT count(*) FROM " + TABLE + " WHERE replayed_at IS NULL")
                    : 0;
        }
    }

    /**
     * Brings back each row that its table takes now; the others stay. Columns that the table got meanwhile have their default.
     *
     * @return how many came back
     * @throws SQLException if the database does not answer
     */
    public long replay() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                return 0;
            }
            connection.setAutoCommit(false);
            try {
                long replayed = replay(connection);
                connection.commit();
                return replayed;
            } catch (SQLException | RuntimeException ex) {
                connection.rollback();
                throw ex;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static long replay(Connection connection) throws SQLException {
        record Kept(long id, String source, String row) {}
        List<Kept> kept = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, source, row_data FROM " + TABLE
                        + " WHERE replayed_at IS NULL ORDER BY id FOR UPDATE")) {
            while (rows.next()) {
                kept.add(new Kept(rows.getLong(1), rows.getString(2), rows.getString(3)));
            }
        }
        long replayed = 0;
        for (Kept one : kept) {
            Savepoint before = connection.setSavepoint();
            try {
                insert(connection, one.source, one.row);
                try (PreparedStatement done =
                        connection.prepareStatement("UPDATE " + TABLE + " SET replayed_at = now() WHERE id = ?")) {
                    done.setLong(1, one.id);
                    done.executeUpdate();
                }
                connection.releaseSavepoint(before);
                replayed++;
            } catch (SQLException ex) {
                connection.rollback(before); // not mended yet
            }
        }
        return replayed;
    }

    private static void insert(Connection connection, String source, String row) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, source);
            statement.setString(2, row);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        String list = String.join(", ", columns);
        String values = columns.stream().map(column -> "r." + column).collect(Collectors.joining(", "));
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + source + " (" + list
                + ") OVERRIDING SYSTEM VALUE SELECT " + values + " FROM json_populate_record(NULL::" + source
                + ", ?::json) r")) {
            statement.setString(1, row);
            statement.executeUpdate();
        }
    }

    /**
     * Deletes what came back or was moved before a moment, and returns how many rows that were. What did not come back is lost
     * then.
     *
     * @throws SQLException if the database does not answer
     */
    public long forget(Instant movedBefore) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                return 0;
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + TABLE + " WHERE moved_at < ?")) {
                delete.setObject(1, movedBefore.atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        return number(statement, "SELECT count(*) FROM (SELECT to_regclass('" + TABLE + "') t) x WHERE t IS NOT NULL")
                > 0;
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
