package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationBootstrapTests {

    private static EmbeddedPostgres postgres;

    private static int databases;

    private static @Nullable DataSource live;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        // Nobody pulls the plug here, and a hundred schemas need not wait for the disk.
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    static Stream<String> schemas() throws IOException {
        Path folder = Path.of(Objects.requireNonNull(MigrationBootstrapTests.class.getResource("bootstrap"))
                .getPath());
        try (Stream<Path> files = Files.list(folder)) {
            return Stream.concat(files.map(file -> "bootstrap/" + file.getFileName()), Stream.of("lint-schema.sql"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaOfAnyMakingIsMadeAgain(String schema) throws Exception {
        DataSource live = database(SchemaFacts.text(schema));
        List<String> before = rowCounts(live);

        BootstrapResult result = MigrationBootstrap.of(live, database("")).run(directory);

        assertThat(result.factsCompared()).isGreaterThan(5);
        assertThat(result.script()).content().startsWith(BaselineScript.TITLE);
        assertThat(rowCounts(live)).isEqualTo(before);
        assertThat(Migrations.of(live, "filesystem:" + directory).state().pending())
                .isEmpty();
        assertThat(Migrations.of(live, "filesystem:" + directory).migrate().applied())
                .isEmpty();
    }

    @Test
    void theScriptIsTheSameEachTime() throws Exception {
        DataSource live = database(SchemaFacts.text("lint-schema.sql"));
        MigrationBootstrap.of(live, database("")).run(directory);
        DataSource copy = database("");
        Migrations.of(copy, "filesystem:" + directory).migrate();

        String second;
        try (Connection connection = copy.getConnection()) {
            SchemaFacts.read(connection);
            second = BaselineScript.read(connection).sql();
        }

        assertThat(directory.resolve(MigrationBootstrap.FILE)).hasContent(second);
    }

    static Stream<String> mismatches() {
        return Stream.of(SchemaFacts.text("bootstrap-mismatches.sql").split("\n"))
                .filter(line -> !line.startsWith("--") && !line.isBlank());
    }

    private static MigrationBootstrap bootstrapWith(DataSource live, String mismatch) throws SQLException {
        return new MigrationBootstrap(live, database(""), sql -> sql + mismatch);
    }

    private static DataSource liveOfMismatches() throws SQLException {
        return database(SchemaFacts.text("lint-schema.sql")
                + SchemaFacts.text("bootstrap/06-code.sql").replace("touch", "touch2"));
    }

    @Test
    void withoutAMismatchTheSameIsTaken() throws Exception {
        DataSource live = liveOfMismatches();

        bootstrapWith(live, "SELECT 1;").run(directory);

        assertThat(history(live)).isTrue();
    }

    /** All are tried on one live database: a refusal leaves it as it was, which the last one shows for all before it. */
    @ParameterizedTest
    @MethodSource("mismatches")
    void aCopyThatDiffersIsRefused(String mismatch) throws Exception {
        if (live == null) {
            live = liveOfMismatches();
        }
        MigrationBootstrap bootstrap = bootstrapWith(live, mismatch);

        assertThatThrownBy(() -> bootstrap.run(directory))
                .isInstanceOf(BootstrapRefusedException.class)
                .hasMessageContaining(": live ");
        assertThat(directory.resolve(MigrationBootstrap.FILE)).doesNotExist();
        assertThat(directory.resolve(MigrationBootstrap.FILE + ".rejected")).exists();
        assertThat(history(live)).isFalse();
    }

    @Test
    void aScriptThatFailsIsRefused() throws Exception {
        DataSource live = database("CREATE TABLE a (id integer)");

        assertThatThrownBy(() -> new MigrationBootstrap(live, database(""), sql -> sql + "BROKEN").run(directory))
                .isInstanceOf(BootstrapRefusedException.class)
                .hasMessageContaining("BROKEN");
        assertThat(history(live)).isFalse();
    }

    @Test
    void saysAllThatStandsAgainstItAtOnce() throws Exception {
        DataSource live = database("CREATE TABLE a (id integer); CREATE PUBLICATION p FOR ALL TABLES;"
                + " CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer, SORTOP = <);"
                + " CREATE COLLATION german (provider = icu, locale = 'de')");
        Files.writeString(directory.resolve("V3__old.sql"), "SELECT 1");

        assertThatThrownBy(() -> MigrationBootstrap.of(live, database("CREATE VIEW v AS SELECT 1"))
                        .run(directory))
                .isInstanceOf(BootstrapRefusedException.class)
                .hasMessageContainingAll(
                        "publication p",
                        "aggregate total(integer)",
                        "collation german",
                        "must be empty",
                        "V3__old.sql");
        assertThat(history(live)).isFalse();
    }

    @Test
    void aDatabaseIsNoScratchForItself() throws Exception {
        DataSource live = database("");

        assertThatThrownBy(() -> MigrationBootstrap.of(live, live).run(directory))
                .hasMessageContaining("but are one");
    }

    @Test
    void aHistoryIsRefused() throws Exception {
        DataSource live = database("CREATE TABLE a (id integer)");
        MigrationBootstrap.of(live, database("")).run(directory);

        assertThatThrownBy(() -> MigrationBootstrap.of(live, database("")).run(directory.resolve("other")))
                .isInstanceOf(BootstrapRefusedException.class)
                .hasMessageContaining("history");
    }

    @Test
    void aChangeInTheMeantimeIsRefused() throws Exception {
        DataSource live = database("CREATE TABLE a (id integer)");
        UnaryOperator<String> meanwhile = sql -> {
            try {
                execute(live, "ALTER TABLE a ADD COLUMN b integer");
            } catch (SQLException ex) {
                throw new IllegalStateException(ex);
            }
            return sql;
        };

        assertThatThrownBy(() -> new MigrationBootstrap(live, database(""), meanwhile).run(directory))
                .hasMessageContaining("meanwhile");
        assertThat(history(live)).isFalse();
    }

    @Test
    void whatIsLeftOutIsListed() throws Exception {
        DataSource live =
                database("CREATE TABLE a (id serial); GRANT SELECT ON a TO PUBLIC; INSERT INTO a DEFAULT VALUES;"
                        + " ANALYZE a");

        BootstrapResult result = MigrationBootstrap.of(live, database("")).run(directory);

        assertThat(result.excluded()).containsKeys("privileges on a", "rows of a", "values of sequence a_id_seq");
        assertThat(result.script()).content().contains("-- Left out: rows of a");
        assertThat(result.toString()).contains("spring.jpa.hibernate.ddl-auto=validate");
    }

    private static List<String> rowCounts(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT string_agg(c.oid::regclass || ' ' || (xpath('/row/c/text()',"
                                + " query_to_xml('SELECT count(*) AS c FROM ' || c.oid::regclass, false, true, '')))[1]::text, ', '"
                                + " ORDER BY c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
                                + " AND c.relname <> 'flyway_schema_history'")) {
            row.next();
            return List.of(String.valueOf(row.getString(1)));
        }
    }

    private static boolean history(DataSource source) throws SQLException {
        return HistoryTable.findIn(source).isPresent();
    }

    private static DataSource database(String sql) throws SQLException {
        String name = "db" + databases++;
        execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name);
        DataSource source = postgres.getDatabase("postgres", name);
        execute(source, sql.isEmpty() ? "SELECT 1" : sql);
        return source;
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (SqlStatement one : SqlStatement.split(sql)) {
                statement.execute(one.text());
            }
        }
    }
}
