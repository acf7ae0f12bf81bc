package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyAuditTrailTests {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<AuditRecord> records = new ArrayList<>();

    private Instant now = NINE;

    @TempDir
    private Path directory;

    private AuditSealer sealer;

    @BeforeEach
    void sealSomeRecords() {
        AuditTable.createIfAbsent(database);
        sealer = AuditSealer.jdbc(
                database,
                KEY,
                List.of(CheckpointAnchor.file(directory.resolve("anchor"))),
                SealSettings.STANDARD.anchorEvery(Duration.ZERO),
                () -> now);
        append(5);
        append(4);
    }

    @AfterEach
    void close() {
        sealer.close();
        database.dispose();
    }

    @Test
    void anExportOfTheTrailIsValid() throws IOException {
        assertThat(verify(trail(), "--anchor", anchor())).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("VALID: 9 records verified, 0 removed by retention, checkpoint of 9 by"
                        + " test.example/audit, 2 checkpoints from outside\n");
    }

    @Test
    void saysThatWithoutAnAnchorMissingRecordsCannotBeSeen() throws IOException {
        verify(trail());

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Note: without a checkpoint from outside");
    }

    @Test
    void namesTheFirstRecordThatIsNotTheOneThatWasSealed() throws IOException {
        Path export = unpacked(trail());
        Path file = export.resolve("records.jsonl");
        Files.writeString(file, Files.readString(file).replace("patient-3", "patient-4"));

        assertThat(verify(export)).isOne();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("BROKEN: record 3 (" + records.get(3).id() + ") is not the one that was sealed");
    }

    @Test
    void aTrailThatEndsBeforeAPublishedCheckpointIsBroken() throws IOException {
        Path early = trail();
        append(3);

        assertThat(verify(early, "--anchor", anchor())).isOne();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("a checkpoint of 12 records was published, and there are 9");
    }

    @Test
    void anExportWithoutRecordsIsNotValid() throws IOException {
        Path export = unpacked(trail());
        Files.writeString(export.resolve("records.jsonl"), "");

        assertThat(verify(export)).isOne();
    }

    @Test
    void anEmptyTrailVerifiesNothing() throws IOException {
        Path export = Files.createDirectory(directory.resolve("empty"));
        Files.writeString(export.resolve("records.jsonl"), "");
        Files.writeString(
                export.resolve("checkpoint"),
                SignedCheckpoint.sign(Checkpoint.of("test.example/audit", 0, MerkleHash.ofNothing()), KEY)
                        .note());

        assertThat(verify(export)).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("NOTHING VERIFIED: 0 records");
    }

    @Test
    void withoutAKeyNothingIsVerified() throws IOException {
        int result = VerifyAuditTrail.run(List.of(trail().toString()), new PrintStream(said, true));

        assertThat(result).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("--key");
    }

    @Test
    void evidenceOfSomeRecordsIsValidAndSmall() throws IOException {
        Path evidence = evidence(2, 7);

        assertThat(verify(evidence)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("VALID: 2 records verified, each by its proof");
        assertThat(Files.size(unpacked(evidence).resolve("proofs/0.tlog-proof")))
                .isLessThan(3_000);
    }

    @Test
    void evidenceOfARecordThatWasChangedIsBroken() throws IOException {
        Path export = unpacked(evidence(2, 7));
        Path file = export.resolve("records.jsonl");
        Files.writeString(file, Files.readString(file).replace("patient-2", "patient-9"));

        assertThat(verify(export)).isOne();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(records.get(2).id().toString());
    }

    @Test
    void whatIsNotThereIsNoEvidence() {
        UUID one = ids.next(NINE);
        UUID other = ids.next(NINE);
        AuditExport export = new AuditExport(database, KEY.verifier());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> export.writeEvidence(OutputStream.nullOutputStream(), List.of(one, other)))
                .withMessage("No evidence can be given: there is no record %s; there is no record %s", one, other);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> export.writeEvidence(OutputStream.nullOutputStream(), List.of()))
                .withMessageStartingWith("Name the records");
    }

    @Test
    void aTrailOfWhichARetentionRemovedRecordsIsStillValid() throws IOException {
        now = now.plus(Duration.ofDays(400));
        AuditTrail trail = AuditTrail.of(
                AuditStore.jdbc(database, CallersConnection.NONE, KEY),
                new AuditRecord.Origin("clinic", null, null),
                () -> now);
        new AuditRetention(database, trail, sealer, Duration.ofDays(365), 100, () -> now).run();

        assertThat(verify(trail(), "--anchor", anchor())).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("VALID: 1 records verified, 9 removed by retention, checkpoint of 10");
    }

    @Test
    void bytesAddedOrTakenAwayAtTheEndAreSeen() throws IOException {
        Path export = unpacked(trail());
        Path file = export.resolve("records.jsonl");
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, "x".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
        assertThat(verify(export)).isOne();
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(verify(export)).isOne();
    }

    @Test
    void theVerifierInTheExportRunsByItself() throws IOException, InterruptedException {
        Path export = unpacked(trail());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        export.resolve("VerifyAuditTrail.java").toString(),
                        export.toString(),
                        "--key",
                        KEY.verifier().toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("VALID: 9 records");
        assertThat(java.waitFor()).isZero();
    }

    private int verify(Path export, String... further) {
        said.reset();
        List<String> arguments = new ArrayList<>(
                List.of(export.toString(), "--key", KEY.verifier().toString()));
        arguments.addAll(List.of(further));
        return VerifyAuditTrail.run(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String anchor() {
        return directory.resolve("anchor").toString();
    }

    private Path trail() throws IOException {
        Path zip = Files.createTempFile(directory, "trail", ".zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            new AuditExport(database, KEY.verifier()).writeTrail(out);
        }
        return zip;
    }

    private Path evidence(int... numbers) throws IOException {
        Path zip = Files.createTempFile(directory, "evidence", ".zip");
        List<UUID> wanted = java.util.Arrays.stream(numbers)
                .mapToObj(number -> records.get(number).id())
                .toList();
        try (OutputStream out = Files.newOutputStream(zip)) {
            new AuditExport(database, KEY.verifier()).writeEvidence(out, wanted);
        }
        return zip;
    }

    private Path unpacked(Path zip) throws IOException {
        Path folder = Files.createTempDirectory(directory, "unpacked");
        try (FileSystem files = FileSystems.newFileSystem(zip);
                var content = Files.walk(files.getPath("/"))) {
            for (Path path : content.skip(1).toList()) {
                Path target = folder.resolve(path.toString().substring(1));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
        return folder;
    }

    private void append(int number) {
        AuditStore store = AuditStore.jdbc(database, CallersConnection.NONE, KEY);
        for (int at = 0; at < number; at++) {
            AuditRecord entry = AuditRecord.builder(ids.next(now), now, "chart.read")
                    .actor(AuditRecord.Actor.user("ann"))
                    .subject("patient-" + records.size())
                    .build();
            store.append(entry);
            records.add(entry);
        }
        sealer.seal();
    }

    @Test
    void theAnchorFileHoldsWhatTheDatabaseHolds() throws IOException, SQLException {
        assertThat(SignedCheckpoint.findAll(Files.readString(directory.resolve("anchor")), KEY.verifier()))
                .extracting(SignedCheckpoint::note)
                .isEqualTo(AuditTestDatabase.texts(
                        database, "SELECT note FROM readiness_audit_checkpoint ORDER BY tree_size"));
    }
}
