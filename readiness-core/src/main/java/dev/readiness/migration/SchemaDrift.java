package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * Says how a live schema differs from what the last migration left: what somebody changed by hand. For PostgreSQL; tables, columns,
 * types, constraints, indexes, views, functions, triggers and comments of all schemas, not owners, privileges and rows. Immutable;
 * safe for use by many threads.
 */
public final class SchemaDrift {

    private final Flyway flyway;

    private SchemaDrift(Flyway flyway) {
        this.flyway = Objects.requireNonNull(flyway, "flyway");
    }

    /** Returns the drift of the schema that {@code flyway} migrates. */
    public static SchemaDrift of(Flyway flyway) {
        return new SchemaDrift(flyway);
    }

    /**
     * Returns what differs, with {@code live} for what is and {@code copy} for what the last migration left; empty if nothing
     * does, or if nothing was recorded yet.
     *
     * @throws SQLException if the database does not answer
     */
    public List<SchemaDifference> differences() throws SQLException {
        try (Connection connection = connect()) {
            SortedMap<String, String> recorded = SchemaRecord.recorded(connection);
            return recorded.isEmpty()
                    ? List.of()
                    : new SchemaFacts(facts(connection)).differences(new SchemaFacts(recorded));
        }
    }

    /**
     * Returns a hash of the live schema, the same for schemas of which {@link #differences} could tell nothing apart, on servers
     * of one major version.
     *
     * @throws SQLException if the database does not answer
     */
    public String hash() throws SQLException {
        try (Connection connection = connect()) {
            return SchemaRecord.sha256(facts(connection).entrySet().stream()
                    .map(Map.Entry::toString)
                    .collect(Collectors.joining("\n")));
        }
    }

    /**
     * Takes the live schema for what it should be, drift included; a {@link SafeMigrator} that watches does so after each run.
     *
     * @throws SQLException if the database does not answer
     */
    public void accept() throws SQLException {
        record(List.of());
    }

    /** Records the live schema, without the {@code drift} that this run has left as it was. */
    void record(List<SchemaDifference> drift) throws SQLException {
        List<MigrationScript> applied = applied();
        try (Connection connection = connect()) {
            SortedMap<String, String> facts = facts(connection);
            for (SchemaDifference difference : drift) {
                String now = facts.getOrDefault(difference.object(), SchemaDifference.ABSENT);
                if (now.equals(difference.live())) {
                    facts.remove(difference.object());
                    if (!difference.copy().equals(SchemaDifference.ABSENT)) {
                        facts.put(difference.object(), difference.copy());
                    }
                }
            }
            SchemaRecord.write(connection, facts, applied);
        }
    }

    private List<MigrationScript> applied() {
        PendingScripts scripts = new PendingScripts(flyway.getConfiguration());
        List<MigrationScript> read = new ArrayList<>();
        for (String script : Migrations.of(flyway).state().applied()) {
            try {
                read.addAll(script.endsWith(".sql") ? scripts.read(List.of(script)) : List.of());
            } catch (UnreadableMigrationException ex) {
                // No longer among the scripts of the application; nothing will be said of it.
            }
        }
        return read;
    }

    boolean isRecorded() throws SQLException {
        try (Connection connection = connect()) {
            return !SchemaRecord.recorded(connection).isEmpty();
        }
    }

    static String sentence(List<SchemaDifference> differences) {
        return "the schema is not what the last migration left: "
                + differences.stream()
                        .map(one -> one.object() + " is " + SafeVersion.summary(one.live()) + " and was "
                                + SafeVersion.summary(one.copy()))
                        .collect(Collectors.joining("; "));
    }

    private SortedMap<String, String> facts(Connection connection) throws SQLException {
        return SchemaRecord.facts(connection, flyway.getConfiguration().getTable());
    }

    private Connection connect() throws SQLException {
        return flyway.getConfiguration().getDataSource().getConnection();
    }
}
