package dev.readiness.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults put into a backup, by whoever has the key where encryption alone would tell. Each must make the tested restore fail. */
class SeededFaultsTests {

    private static final BackupKey KEY = PostgresBackupTests.KEY;

    private static final String FILE = "backup-20261126T203000.000Z.readiness";

    private static final Instant NOW = Instant.parse("2026-11-26T20:30:00Z");

    private static TestPostgres postgres;

    private static BackupDatabase database;

    private static byte[] good;

    @TempDir
    static Path source;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        postgres = new TestPostgres();
        DataSource clinic = postgres.database(TestPostgres.resource("clinic.sql"));
        database = postgres.backedUp(clinic);
        good = Files.readAllBytes(
                Backups.of(database, source, KEY).at(() -> NOW).run());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private RestoreEvidence test(String name, byte[] bytes, Instant now) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, bytes);
        return Backups.of(database, directory, KEY).at(() -> now).test(file);
    }

    @Test
    void withoutAFaultItPasses() throws Exception {
        assertThat(test(FILE, good, NOW).problems()).isEmpty();
        assertThat(test(FILE, rewritten(parts -> {}), NOW).problems()).isEmpty();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("a flipped bit at the beginning", bytes -> flipped(bytes, 3)),
                damage("a flipped bit in the middle", bytes -> flipped(bytes, bytes.length / 2)),
                damage("a flipped bit at the end", bytes -> flipped(bytes, bytes.length - 1)),
                damage("cut off in the middle", bytes -> java.util.Arrays.copyOf(bytes, bytes.length / 2)),
                damage("cut off by a byte", bytes -> java.util.Arrays.copyOf(bytes, bytes.length - 1)),
                damage("empty", bytes -> new byte[0]),
                damage("with bytes behind its end", bytes -> java.util.Arrays.copyOf(bytes, bytes.length + 9)),
                damage("another key", SeededFaultsTests::underAnotherKey),
                damage("not encrypted", bytes -> "PK and more".repeat(1000).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedFileIsFoundBeforeAnythingIsRestored(String what, UnaryOperator<byte[]> damage) throws Exception {
        RestoreEvidence evidence = test(FILE, damage.apply(good.clone()), NOW);

        assertThat(evidence.problems()).singleElement().asString().contains("cannot be read");
        assertThat(evidence.passed()).isFalse();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("a row is missing", rows("public.twin_a", text -> "1\n2\n"), "public.twin_a should have 3 rows"),
                fault(
                        "a row is there twice",
                        rows("public.twin_b", text -> text + "3\n"),
                        "public.twin_b should have 2"),
                fault(
                        "one for another",
                        rows("public.twin_a", text -> "1\n2\n2\n"),
                        "public.twin_a should have 3 rows"),
                fault("two tables are swapped", SeededFaultsTests::swapTwins, "public.twin_a should have 3 rows"),
                fault("a value differs", rows("public.event_old", text -> text.replaceFirst("e", "f")), "event_old"),
                fault("a table is empty", rows("public.visit", text -> ""), "does not run (SQLSTATE 23503)"),
                fault("wrong encoding", SeededFaultsTests::inLatin, "cannot be loaded (SQLSTATE 22021)"),
                fault(
                        "letters wrongly read",
                        rows("public.patient", text -> text.replace("Ä", "Ã„")),
                        "public.patient"),
                fault(
                        "the rows of a table are missing",
                        parts -> parts.remove("rows/public.twin_a"),
                        "parts of the backup"),
                fault("a table is nowhere", SeededFaultsTests::forgetTwin, "its content is not in the backup"),
                fault(
                        "a sequence stands elsewhere",
                        manifest(SeededFaultsTests::moveSequence),
                        "visit_id_seq should stand"),
                fault(
                        "a sequence is missing",
                        manifest(text -> text.replaceFirst(",\"public.visit_id_seq\":\"[^\"]*\"", "")),
                        "visit_id_seq"),
                fault(
                        "the count is edited",
                        manifest(text -> text.replaceFirst("\"rows\":\"3\"", "\"rows\":\"4\"")),
                        "4 rows"),
                fault(
                        "a hash is edited",
                        manifest(text -> text.replaceFirst("\"hash\":\"....", "\"hash\":\"0000")),
                        "with hash 0000"),
                fault(
                        "the time is edited",
                        manifest(text -> text.replace("2026-11-26T20", "2026-11-26T19")),
                        "another time"),
                fault("no manifest", parts -> parts.remove("manifest.json"), "no manifest"),
                fault(
                        "a manifest of another format",
                        manifest(text -> text.replace("\"format\":1", "\"format\":2")),
                        "format 2"),
                fault(
                        "an index is missing",
                        schema("schema-before.sql", "CONSTRAINT select_pkey PRIMARY KEY (\"order\")", "CHECK (true)"),
                        "select"),
                fault(
                        "a foreign key is missing",
                        schema("schema-after.sql", "ALTER TABLE visit ADD CONSTRAINT", "--"),
                        "constraint visit"),
                fault("a trigger is missing", schema("schema-after.sql", "CREATE TRIGGER", "-- "), "trigger"),
                fault(
                        "a column has another type",
                        schema("schema-before.sql", "note text", "note varchar"),
                        "visit.note"),
                fault(
                        "the schema does not run",
                        schema("schema-after.sql", "ALTER TABLE", "ALTER TABEL"),
                        "does not run"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aWrongContentIsFound(String what, Fault fault, String problem) throws Exception {
        byte[] faulty = rewritten(fault);

        RestoreEvidence evidence = test(FILE, faulty, NOW);

        assertThat(evidence.problems()).isNotEmpty();
        assertThat(String.join("\n", evidence.problems())).contains(problem);
        assertThat(postgres.scratchDatabases()).isZero();
    }

    @Test
    void aStaleBackupIsFound() throws Exception {
        assertThat(test(FILE, good, NOW.plus(Duration.ofHours(26))).problems())
                .singleElement()
                .asString()
                .contains("older than 25 h");
    }

    @Test
    void aStaleBackupUnderANewNameIsFound() throws Exception {
        assertThat(test("backup-20261127T203000.000Z.readiness", good, NOW).problems())
                .singleElement()
                .asString()
                .contains("another time than its manifest");
    }

    private static Arguments damage(String what, UnaryOperator<byte[]> damage) {
        return Arguments.of(what, damage);
    }

    private static Arguments fault(String what, Fault fault, String problem) {
        return Arguments.of(what, fault, problem);
    }

    /** Changes the parts of a backup. */
    @FunctionalInterface
    interface Fault {

        void into(Map<String, byte[]> parts);
    }

    private static Fault rows(String table, UnaryOperator<String> change) {
        return part("rows/" + table, change);
    }

    private static Fault manifest(UnaryOperator<String> change) {
        return part("manifest.json", change);
    }

    private static Fault schema(String part, String from, String to) {
        return part(part, text -> text.replace(from, to));
    }

    private static Fault part(String part, UnaryOperator<String> change) {
        return parts -> parts.computeIfPresent(part, (name, bytes) -> {
            String before = new String(bytes, StandardCharsets.UTF_8);
            String after = change.apply(before);
            assertThat(after).as("the fault changes something").isNotEqualTo(before);
            return after.getBytes(StandardCharsets.UTF_8);
        });
    }

    private static String moveSequence(String manifest) {
        return manifest.replace(
                "\"public.visit_id_seq\":\"200 true ahead\"", "\"public.visit_id_seq\":\"9 true ahead\"");
    }

    private static void swapTwins(Map<String, byte[]> parts) {
        byte[] one = parts.get("rows/public.twin_a");
        parts.put("rows/public.twin_a", parts.get("rows/public.twin_b"));
        parts.put("rows/public.twin_b", one);
    }

    private static void inLatin(Map<String, byte[]> parts) {
        String text = new String(parts.get("rows/public.patient"), StandardCharsets.UTF_8);
        parts.put("rows/public.patient", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void forgetTwin(Map<String, byte[]> parts) {
        parts.remove("rows/public.twin_a");
        manifest(text -> text.replaceFirst("\\{\"name\":\"public.twin_a\"[^}]*\\},", ""))
                .into(parts);
    }

    private static byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= 1;
        return bytes;
    }

    private static byte[] underAnotherKey(byte[] bytes) {
        try {
            return BackupParts.seal(
                    BackupParts.of(bytes, KEY),
                    BackupKey.of("test-key-of-32-bytes-for-others!".getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException ex) {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    private static byte[] rewritten(Fault fault) throws IOException {
        Map<String, byte[]> parts = BackupParts.of(good, KEY);
        fault.into(parts);
        return BackupParts.seal(parts, KEY);
    }
}
