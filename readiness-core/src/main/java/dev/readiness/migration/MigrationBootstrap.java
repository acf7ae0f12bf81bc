package dev.readiness.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Puts a live PostgreSQL that grew without migrations under Flyway: its schema becomes {@code V1__baseline.sql}, which is run on
 * an empty scratch database and compared, object by object, with the live one. Only when both are equal is the live database
 * marked as being at version 1. Its tables, types and rows are only read.
 *
 * <pre>{@code
 * BootstrapResult result = MigrationBootstrap.of(live, emptyScratch).run(Path.of("src/main/resources/db/migration"));
 * System.out.println(result);   // the properties to change
 * }</pre>
 *
 * <p>Needs PostgreSQL 14 or later, the same major version on both sides, and Flyway's module for it. All schemas that are not the
 * server's own are read. Owners, privileges, tablespaces and rows are left out, and listed. Not safe for use by several threads.
 */
public final class MigrationBootstrap {

    static final String FILE = "V1__baseline.sql";

    private static final int OLDEST = 14;

    private static final String WHERE =
            "SELECT current_database(), (SELECT system_identifier FROM pg_control_system())";

    private final DataSource live;
    private final DataSource scratch;
    private final UnaryOperator<String> change;

    MigrationBootstrap(DataSource live, DataSource scratch, UnaryOperator<String> change) {
        this.live = Objects.requireNonNull(live, "live");
        this.scratch = Objects.requireNonNull(scratch, "scratch");
        this.change = change;
    }

    /**
     * Returns the bootstrap of one database.
     *
     * @param live the database that has the schema and the data
     * @param scratch another database, on a server of the same version, with nothing in it
     */
    public static MigrationBootstrap of(DataSource live, DataSource scratch) {
        return new MigrationBootstrap(live, scratch, UnaryOperator.identity());
    }

    /**
     * Writes {@code V1__baseline.sql}, proves it, and marks the live database.
     *
     * @param directory where migrations will be; it must not have any yet
     * @throws BootstrapRefusedException if anything stands against it; the live database is as before, and a script that did not
     *     prove right has {@code .rejected} behind its name
     * @throws SQLException if a database does not answer
     * @throws IOException if the script cannot be written
     */
    public BootstrapResult run(Path directory) throws SQLException, IOException {
        refuse(obstacles(directory));
        SchemaFacts before;
        BaselineScript script;
        try (Connection connection = live.getConnection()) {
            before = SchemaFacts.read(connection);
            script = BaselineScript.read(connection);
        }
        Path file = write(directory, change.apply(script.sql()));
        List<String> differences = prove(directory, before);
        if (!differences.isEmpty()) {
            Files.move(file, file.resolveSibling(FILE + ".rejected"), StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(file.resolveSibling(FILE + ".conf"));
            throw new BootstrapRefusedException(differences);
        }
        configuration(live, directory)
                .baselineVersion("1")
                .baselineDescription("baseline")
                .load()
                .baseline();
        return new BootstrapResult(file, before.facts().size(), new TreeMap<>(script.excluded()));
    }

    private List<String> obstacles(Path directory) throws SQLException, IOException {
        List<String> obstacles = new ArrayList<>();
        try (Connection one = live.getConnection();
                Connection other = scratch.getConnection()) {
            int version = one.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST || version != other.getMetaData().getDatabaseMajorVersion()) {
                obstacles.add("Both must be PostgreSQL " + OLDEST + " or later of the same major version, but live has "
                        + version + " and scratch " + other.getMetaData().getDatabaseMajorVersion());
                return obstacles;
            }
            if (where(one).equals(where(other))) {
                obstacles.add("Live and scratch must be two databases but are one");
            }
            if (migrations(live) > 0) {
                obstacles.add("The live database has a history of migrations already (flyway_schema_history)");
            }
            SortedMap<String, String> unknown = SchemaFacts.query(one, "schema-unknown.sql");
            unknown.forEach((what, why) ->
                    obstacles.add("The live database has something that a baseline cannot say: " + what + " " + why));
            SchemaFacts present = SchemaFacts.read(other);
            if (!present.facts().isEmpty()) {
                obstacles.add("The scratch database must be empty but has "
                        + present.facts().firstKey() + " and "
                        + (present.facts().size() - 1) + " more");
            }
        }
        List<String> files = migrationsIn(directory);
        if (!files.isEmpty()) {
            obstacles.add("'" + directory + "' must have no migrations yet but has " + files);
        }
        return obstacles;
    }

    private static void refuse(List<String> obstacles) {
        if (!obstacles.isEmpty()) {
            throw new BootstrapRefusedException(obstacles);
        }
    }

    private static List<String> migrationsIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[VRU].*__.*\\.(sql|java|class)"))
                    .sorted()
                    .toList();
        }
    }

    private static Path write(Path directory, String sql) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(FILE);
        Files.writeString(file, sql);
        if (sql.contains("${")) {
            // Flyway would look for placeholders in functions and comments.
            Files.writeString(
                    directory.resolve(FILE + ".conf"), "placeholderReplacement=false\n", StandardCharsets.UTF_8);
        }
        return file;
    }

    private List<String> prove(Path directory, SchemaFacts before) throws SQLException {
        try {
            configuration(scratch, directory).load().migrate();
        } catch (FlywayException ex) {
            return List.of("The script does not run on the scratch database: " + ex.getMessage());
        }
        List<SchemaDifference> differences;
        try (Connection copy = scratch.getConnection()) {
            differences = SecondReading.settle(copy, before.differences(SchemaFacts.read(copy)));
        }
        try (Connection connection = live.getConnection()) {
            if (!before.equals(SchemaFacts.read(connection))) {
                return List.of("The live database was changed meanwhile; try again while nobody changes its schema");
            }
        }
        return differences.stream().map(SchemaDifference::toString).toList();
    }

    private static FluentConfiguration configuration(DataSource source, Path directory) {
        return Flyway.configure()
                .dataSource(source)
                .locations("filesystem:" + directory.toAbsolutePath())
                .cleanDisabled(true)
                .baselineOnMigrate(false)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }

    private static long migrations(DataSource source) {
        return Stream.of(configuration(source, Path.of(""))
                        .locations(new String[0])
                        .load()
                        .info()
                        .applied())
                .count();
    }

    private static String where(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHERE)) {
            row.next();
            return row.getString(1) + " " + row.getString(2);
        }
    }
}
