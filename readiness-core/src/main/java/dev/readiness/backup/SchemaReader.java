package dev.readiness.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/**
 * Writes down a schema of PostgreSQL and compares it, for {@link BackupDatabase#postgres}. {@code dev.readiness.PostgresSchema}
 * is one, with the definitions of {@code dev.readiness.migration}.
 */
public interface SchemaReader {

    /**
     * Returns the schema behind {@code connection}. Names in the current schema may be left unqualified: it is the current one
     * again when the statements are run. Commits nothing.
     */
    SchemaText read(Connection connection) throws SQLException;

    /**
     * Returns what differs between {@code facts}, as {@link #read} gave them, and the schema behind {@code restored}; empty if
     * nothing does.
     */
    List<String> differences(SortedMap<String, String> facts, Connection restored) throws SQLException;
}
