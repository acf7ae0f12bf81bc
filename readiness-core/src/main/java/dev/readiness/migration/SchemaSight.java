package dev.readiness.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a connection sees of a PostgreSQL schema at one moment.
 *
 * @param relations tables, views and materialized views by number
 * @param files where the rows of each are stored, which changes when they are written anew
 * @param scans how often this transaction has read each table from end to end; nobody writes to a materialized view
 * @param names whatever an application refers to by name
 */
record SchemaSight(Map<Long, String> relations, Map<Long, Long> files, Map<Long, Long> scans, Set<String> names) {

    private static final String USER = " n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ";

    private static final String RELATIONS = "SELECT c.oid, n.nspname || '.' || c.relname, c.relfilenode,"
            + " CASE WHEN c.relkind = 'm' THEN 0 ELSE coalesce(pg_stat_get_xact_numscans(c.oid), 0) END"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'v', 'm') AND" + USER;

    private static final String NAMES = "SELECT CASE c.relkind WHEN 'S' THEN 'sequence '"
            + " ELSE 'table ' END || n.nspname || '.' || c.relname"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND" + USER
            + " UNION ALL SELECT 'column ' || n.nspname || '.' || c.relname || '.' || a.attname"
            // A view that is made again may offer the same in another order; a table's column that comes back is empty.
            + " || CASE WHEN c.relkind IN ('v', 'm') THEN '' ELSE ' #' || a.attnum END"
            + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND" + USER
            + " UNION ALL SELECT 'function ' || n.nspname || '.' || p.proname"
            + " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE" + USER
            + " UNION ALL SELECT 'type ' || n.nspname || '.' || t.typname"
            + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
            + " WHERE t.typtype IN ('e', 'd', 'r') AND" + USER
            + " UNION ALL SELECT 'value ' || n.nspname || '.' || t.typname || ' ' || e.enumlabel FROM pg_enum e"
            + " JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace WHERE" + USER
            + " UNION ALL SELECT 'schema ' || n.nspname FROM pg_namespace n WHERE" + USER
            + " UNION ALL SELECT 'extension ' || extname FROM pg_extension";

    private static final String LOCKS =
            "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted";

    static SchemaSight of(Connection connection) throws SQLException {
        Map<Long, String> relations = new HashMap<>();
        Map<Long, Long> files = new HashMap<>();
        Map<Long, Long> scans = new HashMap<>();
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(RELATIONS)) {
                while (rows.next()) {
                    relations.put(rows.getLong(1), rows.getString(2));
                    files.put(rows.getLong(1), rows.getLong(3));
                    scans.put(rows.getLong(1), rows.getLong(4));
                }
            }
            try (ResultSet rows = statement.executeQuery(NAMES)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return new SchemaSight(relations, files, scans, names);
    }

    /** Returns the strongest lock that the transaction of {@code connection} holds on each relation. */
    static Map<Long, TableLock> locks(Connection connection) throws SQLException {
        Map<Long, TableLock> locks = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOCKS)) {
            while (rows.next()) {
                TableLock lock = TableLock.ofMode(rows.getString(2));
                locks.merge(rows.getLong(1), lock, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        return locks;
    }
}
