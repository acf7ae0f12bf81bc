package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole schema of PostgreSQL 14 or later, Flyway's own table included, as it must be written down to be made again around rows
 * that are loaded in between. Names in the current schema are not qualified. Owners, privileges and tablespaces are up to the server.
 *
 * @param beforeRows the statements that make types, functions, tables and views
 * @param afterRows the statements for what is faster or only possible once the rows are there, like foreign keys in a circle
 * @param facts what the catalogs say of each thing, by kind and name, to compare with {@link #differences}
 * @param leftOut what the statements do not make, and why
 */
public record SchemaDefinition(
        String beforeRows, String afterRows, SortedMap<String, String> facts, SortedMap<String, String> leftOut) {

    /** Checks that everything is there. */
    public SchemaDefinition {
        Objects.requireNonNull(beforeRows, "beforeRows");
        Objects.requireNonNull(afterRows, "afterRows");
        facts = new TreeMap<>(facts);
        leftOut = new TreeMap<>(leftOut);
    }

    /**
     * Reads all schemas that are not the server's own. Sets the search path of {@code connection} to its current schema, for the
     * transaction if there is one that is rolled back.
     *
     * @throws BootstrapRefusedException if objects need each other, so that none can be made first
     */
    public static SchemaDefinition read(Connection connection) throws SQLException {
        SortedMap<String, String> leftOut = SchemaFacts.query(connection, "schema-unknown.sql");
        SchemaFacts.query(connection, "schema-excluded.sql").forEach((what, why) -> {
            // Said of a baseline; here rows and sequences come along.
            if (!what.startsWith("rows of ") && !what.startsWith("values of ")) {
                leftOut.put(what, why);
            }
        });
        SortedMap<String, String> facts =
                SchemaFacts.readWithHistory(connection).facts();
        return new SchemaDefinition(
                BaselineScript.beforeRows(connection), BaselineScript.afterRows(connection), facts, leftOut);
    }

    /**
     * Returns what differs between these facts and the schema behind {@code copy}, one line each.
     *
     * @param copy a connection to a database that was made by these statements, with the same search path
     */
    public static List<String> differences(SortedMap<String, String> facts, Connection copy) throws SQLException {
        SchemaFacts there = SchemaFacts.readWithHistory(copy);
        return SecondReading.settle(copy, new SchemaFacts(facts).differences(there)).stream()
                .map(SchemaDifference::toString)
                .toList();
    }
}
