package dev.readiness.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes that an attempt with {@code CONCURRENTLY} left behind: no query uses them, every write pays for them, and
 * {@code IF NOT EXISTS} takes them for good ones.
 */
final class InvalidIndexes {

    /** One that is being built is no left-over; the index of a partitioned table is invalid until all its parts are there. */
    private static final String QUERY = "SELECT i.indexrelid::regclass, i.indrelid::regclass FROM pg_index i"
            + " JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname !~ '^pg_'"
            + " AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)"
            + " ORDER BY 1";

    private InvalidIndexes() {}

    /** Returns one sentence for each. */
    static List<String> in(Connection connection) throws SQLException {
        List<String> sentences = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                sentences.add("index " + rows.getString(1) + " on " + rows.getString(2)
                        + " is INVALID, left over from an attempt that failed: no query uses it, every write pays for it."
                        + " DROP INDEX CONCURRENTLY " + rows.getString(1) + "; and build it again");
            }
        }
        return sentences;
    }
}
