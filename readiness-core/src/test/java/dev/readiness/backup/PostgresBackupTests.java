package dev.readiness.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresBackupTests {

    static final BackupKey KEY = BackupKey.of("test-key-of-32-bytes-for-backups".getBytes());

    private static final Instant NOW = Instant.parse("2026-11-26T20:30:00Z");

    private static TestPostgres postgres;

    private static DataSource clinic;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        postgres = new TestPostgres();
        clinic = postgres.database(TestPostgres.resource("clinic.sql"));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private Backups backups(DataSource live) {
        return Backups.of(postgres.backedUp(live), directory, KEY);
    }

    @Test
    void aBackupIsRestoredIntoADatabaseOfItsOwnAndCompared() throws Exception {
        Backups backups = backups(clinic);

        RestoreEvidence evidence = backups.test(backups.run());

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.tables()).isEqualTo(8);
        assertThat(evidence.rows()).isEqualTo(200 + 200 + 1 + 48 + 3 + 2 + 1);
        assertThat(backups.state().lastTest()).contains(evidence);
        assertThat(backups.problems()).isEmpty();
        assertThat(postgres.scratchDatabases()).isZero();
        assertThat(files()).allMatch(name -> name.startsWith("backup-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"03-types.sql", "05-inheritance.sql", "08-security.sql"})
    void aSchemaOfAnyMakingIsRestored(String schema) throws Exception {
        Backups backups =
                backups(postgres.database(TestPostgres.resource("/dev/readiness/migration/bootstrap/" + schema)));

        assertThat(backups.test(backups.run()).problems()).isEmpty();
    }

    @Test
    void sequencesGoOnAndGeneratedColumnsAndViewsAreThereAfterARestore() throws Exception {
        DataSource target = postgres.database("");
        Backups backups = backups(clinic);

        backups.restore(backups.run(), target);

        assertThat(TestPostgres.query(target, "SELECT nextval('visit_id_seq')")).isEqualTo("201");
        assertThat(TestPostgres.query(target, "SELECT initial FROM patient LIMIT 1"))
                .isEqualTo("Ä");
        assertThat(TestPostgres.query(target, "SELECT count(*) FROM visits")).isEqualTo("200");
    }

    @Test
    void flywaysHistoryComesAlong() throws Exception {
        DataSource live = postgres.database(
                "CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, success boolean);"
                        + "INSERT INTO flyway_schema_history VALUES (1, true)");
        DataSource target = postgres.database("");
        Backups backups = backups(live);

        backups.restore(backups.run(), target);

        assertThat(TestPostgres.query(target, "SELECT success FROM flyway_schema_history"))
                .isEqualTo("t");
    }

    @Test
    void aTargetThatIsNotEmptyIsRefusedAndTheLiveOneWithIt() throws Exception {
        Backups backups = backups(clinic);
        Path file = backups.run();

        assertThatThrownBy(() -> backups.restore(file, clinic))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("must be empty")
                .hasMessageContaining("nothing was changed");
        assertThat(TestPostgres.query(clinic, "SELECT count(*) FROM patient")).isEqualTo("200");
    }

    @Test
    void aTargetOfAnotherEncodingIsFound() throws Exception {
        DataSource ascii = postgres.database("");
        Backups backups = backups(clinic);
        BackupManifest manifest;
        try (Connection connection = ascii.getConnection()) {
            manifest = new BackupManifest(
                    NOW,
                    "PostgreSQL",
                    "18",
                    new java.util.TreeMap<>(Map.of(BackupManifest.SCHEMA, "public", BackupManifest.ENCODING, "LATIN1")),
                    List.of(),
                    new java.util.TreeMap<>(),
                    new java.util.TreeMap<>(),
                    List.of());

            assertThat(postgres.backedUp(clinic).differences(manifest, connection))
                    .containsExactly("the encoding should be LATIN1 but is UTF8");
        }
        assertThat(backups.newest()).isEmpty();
    }

    @Test
    void rowsWrittenWhileABackupRunsAreNotInIt() throws Exception {
        DataSource live = postgres.database("CREATE TABLE a (v int); CREATE TABLE b (v int); INSERT INTO b VALUES (1)");
        Backups backups =
                Backups.of(BackupDatabase.postgres(live, new WritingSchema(live), postgres.scratch()), directory, KEY);

        RestoreEvidence evidence = backups.test(backups.run());

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.rows()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatGoesAwayLeavesNothingThatLooksLikeABackup() throws Exception {
        DataSource live = postgres.database("CREATE TABLE a AS SELECT g FROM generate_series(1, 10000) g");
        String name = TestPostgres.query(live, "SELECT current_database()");
        Backups backups = Backups.of(
                BackupDatabase.postgres(live, new TerminatingSchema(postgres, name), postgres.scratch()),
                directory,
                KEY);

        assertThatThrownBy(backups::run)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("could not be read to the end")
                .hasMessageContaining("no backup was made");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFullDiskLeavesNothing() throws Exception {
        BackupFiles files = new BackupFiles(directory);

        assertThatThrownBy(() -> files.write(NOW, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void aDiskThatIsFullLaterIsSaid() {
        ArchiveWriter archive = new ArchiveWriter(new java.io.OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        });

        assertThatThrownBy(() -> {
                    archive.begin("rows");
                    archive.close();
                })
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("No space left on device");
    }

    @Test
    void largeObjectsAreRefusedAndNotLeftOut() throws Exception {
        DataSource live = postgres.database("SELECT lo_from_bytea(0, '\\x01')");

        assertThatThrownBy(backups(live)::run)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("1 large objects")
                .hasMessageContaining("bytea");
        assertThat(files()).isEmpty();
    }

    @Test
    void rowsThatSecurityHidesMakeItFailInsteadOfBeingLeftOut() throws Exception {
        DataSource live = postgres.database("CREATE TABLE hidden (v int); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;"
                + "INSERT INTO hidden VALUES (1); CREATE ROLE reader; GRANT SELECT ON hidden TO reader");

        assertThatThrownBy(backups(as(live, "reader"))::run)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("42501");
        assertThat(files()).isEmpty();
    }

    @Test
    void aCheckThatDoesNotHoldFailsTheTest() throws Exception {
        Backups backups = backups(clinic)
                .with(
                        BackupSettings.DEFAULT,
                        Map.of(
                                "no patients", RestoreCheck.noRows("no patients", "SELECT FROM patient"),
                                "broken", RestoreCheck.noRows("broken", "SELECT FROM nowhere")));

        RestoreEvidence evidence = backups.test(backups.run());

        assertThat(evidence.problems())
                .containsExactlyInAnyOrder(
                        "no patients: 'no patients' does not hold: the query finds rows",
                        "broken: cannot be checked, PSQLException");
        assertThat(backups.problems()).contains("There is no tested restore yet");
    }

    @Test
    void aRestoreThatTakesTooLongFailsTheTest() throws Exception {
        BackupSettings impatient =
                new BackupSettings(Duration.ofDays(1), Duration.ofDays(1), Duration.ofNanos(1), Duration.ofDays(1), 1);
        Backups backups = backups(clinic).with(impatient, Map.of());

        assertThat(backups.test(backups.run()).problems())
                .singleElement()
                .asString()
                .contains("objective");
    }

    @Test
    void expiredBackupsAreDeletedButNotTheNewestNorTheProvenOne() throws Exception {
        DataSource live = postgres.database("CREATE TABLE a (v int)");
        BackupSettings settings =
                new BackupSettings(Duration.ofDays(1), Duration.ofDays(1), Duration.ofHours(1), Duration.ofDays(2), 1);
        Backups backups = backups(live).with(settings, Map.of());
        Path proven = backups.at(() -> NOW).run();
        assertThat(backups.at(() -> NOW).test(proven).passed()).isTrue();
        Path old = backups.at(() -> NOW.plus(Duration.ofDays(1))).run();
        Path newest = backups.at(() -> NOW.plus(Duration.ofDays(9))).run();

        assertThat(proven).exists();
        assertThat(old).doesNotExist();
        assertThat(newest).exists();
        assertThat(backups.at(() -> NOW.plus(Duration.ofDays(20))).problems()).hasSize(2);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Returns the same database for another role. */
    private static DataSource as(DataSource source, String role) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(source, arguments);
                        if (result instanceof Connection connection) {
                            connection.createStatement().execute("SET ROLE " + role);
                        }
                        return result;
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
    }
}
