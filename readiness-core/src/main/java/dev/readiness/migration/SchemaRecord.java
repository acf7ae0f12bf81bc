package dev.readiness.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a PostgreSQL schema was when it was last migrated, kept in {@code readiness_schema_facts}: its facts, and a hash of each
 * script without comments and spaces, by which a change of these is told from a change of statements.
 */
final class SchemaRecord {

    private static final String CREATE = "CREATE TABLE IF NOT EXISTS readiness_schema_facts"
            + " (object text PRIMARY KEY, fact text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now())";

    private static final String SCRIPT = "script ";

    /** What the release that runs needs; see {@link ReleasedNeeds}. */
    private static final String NEED = "needed ";

    /** This library's own tables, which come and go with its features, are no drift. */
    private static final Pattern OWN = Pattern.compile("\\breadiness_(schema_facts|quarantine)");

    private SchemaRecord() {}

    static SortedMap<String, String> facts(Connection connection, String historyTable) throws SQLException {
        Pattern history = Pattern.compile("\\b" + Pattern.quote(historyTable));
        SortedMap<String, String> facts = new TreeMap<>();
        connection.setAutoCommit(false);
        try {
            SchemaFacts.read(connection).facts().forEach((object, fact) -> {
                if (!OWN.matcher(object).find() && !history.matcher(object).find()) {
                    facts.put(object, fact);
                }
            });
            return facts;
        } finally {
            // With it goes the search path that the reading has set.
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Returns the facts as they were recorded, or none if none were. */
    static SortedMap<String, String> recorded(Connection connection) throws SQLException {
        SortedMap<String, String> facts = new TreeMap<>();
        rows(connection).forEach((object, fact) -> {
            if (!object.startsWith(SCRIPT) && !object.startsWith(NEED)) {
                facts.put(object, fact);
            }
        });
        return facts;
    }

    /** Returns whether the statements of {@code script} are those that were applied, if that is known. */
    static Optional<Boolean> sameStatements(Connection connection, MigrationScript script) throws SQLException {
        return Optional.ofNullable(rows(connection).get(SCRIPT + script.name())).map(statements(script)::equals);
    }

    private static Map<String, String> rows(Connection connection) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT to_regclass('readiness_schema_facts') IS NOT NULL")) {
                if (!row.next() || !row.getBoolean(1)) {
                    return rows;
                }
            }
            try (ResultSet all = statement.executeQuery("SELECT object, fact FROM readiness_schema_facts")) {
                while (all.next()) {
                    rows.put(all.getString(1), all.getString(2));
                }
            }
        }
        return rows;
    }

    /** Replaces the facts, and adds {@code scripts} to those that are known. */
    static void write(Connection connection, SortedMap<String, String> facts, List<MigrationScript> scripts)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            statement.executeUpdate("DELETE FROM readiness_schema_facts WHERE NOT starts_with(object, '" + SCRIPT
                    + "') AND NOT starts_with(object, '" + NEED + "')");
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO readiness_schema_facts (object, fact)"
                            + " VALUES (?, ?) ON CONFLICT (object) DO UPDATE SET fact = excluded.fact, recorded_at = now()")) {
                for (Map.Entry<String, String> fact : facts.entrySet()) {
                    add(insert, fact.getKey(), fact.getValue());
                }
                for (MigrationScript script : scripts) {
                    add(insert, SCRIPT + script.name(), statements(script));
                }
                insert.executeBatch();
            }
            connection.commit();
        } catch (SQLException ex) {
            connection.rollback();
            throw ex;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    static Set<String> needs(Connection connection) throws SQLException {
        return rows(connection).keySet().stream()
                .filter(object -> object.startsWith(NEED))
                .map(object -> object.substring(NEED.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static void writeNeeds(Connection connection, Set<String> needs) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            statement.executeUpdate("DELETE FROM readiness_schema_facts WHERE starts_with(object, '" + NEED + "')");
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO readiness_schema_facts (object, fact) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
                for (String need : needs) {
                    add(insert, NEED + need, "");
                }
                insert.executeBatch();
            }
            connection.commit();
        } catch (SQLException ex) {
            connection.rollback();
            throw ex;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void add(PreparedStatement insert, String object, String fact) throws SQLException {
        insert.setString(1, object);
        insert.setString(2, fact);
        insert.addBatch();
    }

    private static String statements(MigrationScript script) {
        return sha256(
                SqlTokens.of(script.sql()).tokens().stream().map(SqlToken::text).collect(Collectors.joining("\n")));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java has SHA-256", ex);
        }
    }
}
