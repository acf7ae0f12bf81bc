package dev.readiness.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What PostgreSQL's catalogs say of a schema, one fact a line, in an order that does not depend on how it was made. Read from the
 * catalogs themselves and not from the script that is compared, so that what a script forgets is noticed.
 *
 * @param facts what is said of each thing, by kind and name
 */
record SchemaFacts(SortedMap<String, String> facts) {

    private static final String RESOURCE = "schema-facts.sql";

    /** The table that no baseline has: Flyway makes it itself. */
    private static final String HISTORY = "flyway_schema_history";

    private static final String SETTINGS = "SELECT set_config('search_path', current_schema(), false),"
            + " set_config('readiness.left_out', '%s', false)";

    /** Reads all schemas that are not the server's own; names in the current one are not qualified. */
    static SchemaFacts read(Connection connection) throws SQLException {
        return new SchemaFacts(query(connection, RESOURCE));
    }

    /** Reads the same with Flyway's own table, which a copy of everything has. */
    static SchemaFacts readWithHistory(Connection connection) throws SQLException {
        return new SchemaFacts(query(connection, RESOURCE, ""));
    }

    /** Returns the first two columns of all queries of a file beside this class. */
    static SortedMap<String, String> query(Connection connection, String resource) throws SQLException {
        return query(connection, resource, HISTORY);
    }

    private static SortedMap<String, String> query(Connection connection, String resource, String leftOut)
            throws SQLException {
        SortedMap<String, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet ignored = statement.executeQuery(SETTINGS.formatted(leftOut))) {
                ignored.next();
            }
            for (SqlStatement query : SqlStatement.split(text(resource))) {
                try (ResultSet result = statement.executeQuery(query.text())) {
                    while (result.next()) {
                        rows.put(result.getString(1), Objects.requireNonNullElse(result.getString(2), ""));
                    }
                }
            }
        }
        return rows;
    }

    static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(SchemaFacts.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + resource, ex);
        }
    }

    /** Returns what differs, by kind and name; {@code other} is the copy. */
    List<SchemaDifference> differences(SchemaFacts other) {
        TreeSet<String> names = new TreeSet<>(facts.keySet());
        names.addAll(other.facts.keySet());
        List<SchemaDifference> differences = new ArrayList<>();
        for (String name : names) {
            String here = facts.getOrDefault(name, SchemaDifference.ABSENT);
            String there = other.facts.getOrDefault(name, SchemaDifference.ABSENT);
            if (!here.equals(there)) {
                differences.add(new SchemaDifference(name, here, there));
            }
        }
        return differences;
    }
}
