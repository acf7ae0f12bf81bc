package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static dev.readiness.audit.AuditTestDatabase.execute;
import static dev.readiness.audit.AuditTestDatabase.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.audit.AuditProblem.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody with every right on the database and without the key comes between the commit of a record and its sealing. Each
 * attack has to be seen, and the record named.
 */
abstract class AuditReceiptsContract {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final AuditReceipts receipts = AuditReceipts.inMemory();

    private Instant now = NINE;

    @TempDir
    private Path directory;

    /** Returns a data source of the database under test. */
    abstract DataSource dataSource();

    @BeforeEach
    void createTables() throws SQLException {
        AuditTestDatabase.recreateTables(dataSource());
    }

    @AfterEach
    void close() {
        receipts.close();
    }

    @Test
    void whatIsSealedSettlesItsReceipt() {
        append(receipts, 600);
        assertThat(receipts.waiting()).isEqualTo(600);

        AuditSealer sealer = sealer(receipts);
        sealer.seal();

        assertThat(receipts.waiting()).isZero();
        assertThat(sealer.state().lost()).isZero();
        assertThat(verify().toString()).startsWith("VALID: 600 records");
    }

    @Test
    void whatAnotherNodeSealedSettlesItsReceiptToo() {
        sealer(AuditReceipts.inMemory()).seal();
        append(receipts, 3);
        AuditSealer leader = sealer(AuditReceipts.inMemory());
        AuditSealer other = sealer(receipts);

        leader.seal();
        assertThat(other.seal()).isZero();

        assertThat(receipts.waiting()).isZero();
        assertThat(other.state().lost()).isZero();
    }

    @Test
    void aRecordThatIsRemovedBeforeItIsSealedIsMissedAndNamed() throws SQLException {
        AuditRecord removed = append(receipts, 3).get(1);
        remove(removed);
        AuditSealer sealer = sealer(receipts);

        sealer.seal();

        assertThat(sealer.state().lost()).isOne();
        sealer.seal();
        assertThat(verify().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.RECORD_MISSING);
            assertThat(problem.recordId()).isEqualTo(removed.id());
            assertThat(problem.detail()).contains("acknowledged", "record 2 of the trail says so");
        });
        assertThat(receipts.waiting()).isZero();
        assertThat(sealer.state().lost()).isOne();
    }

    @Test
    void allThatIsRemovedIsNamed() throws SQLException {
        List<AuditRecord> removed = append(receipts, 250);
        execute(dataSource(), "DELETE FROM readiness_audit");
        AuditSealer sealer = sealer(receipts);

        sealer.seal();
        sealer.seal();

        assertThat(sealer.state().lost()).isEqualTo(250);
        assertThat(verify().problemCount()).isEqualTo(250);
        assertThat(removed)
                .extracting(AuditRecord::id)
                .containsAll(
                        verify().problems().stream().map(AuditProblem::recordId).toList());
    }

    @Test
    void aRecordThatIsChangedBeforeItIsSealedIsNamed() throws SQLException {
        AuditRecord changed = append(receipts, 3).get(1);
        execute(dataSource(), "UPDATE readiness_audit SET content = REPLACE(content, 'patient-1', 'patient-7')");
        AuditSealer sealer = sealer(receipts);

        sealer.seal();
        sealer.seal();

        assertThat(sealer.state().lost()).isOne();
        assertThat(verify().problems())
                .extracting(AuditProblem::kind, AuditProblem::recordId)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Kind.RECORD_MISSING, changed.id()),
                        org.assertj.core.groups.Tuple.tuple(Kind.NOT_GENUINE, changed.id()));
    }

    @Test
    void whoRemovesTheReportTooIsReportedAgain() throws SQLException {
        AuditRecord removed = append(receipts, 1).get(0);
        remove(removed);
        AuditSealer sealer = sealer(receipts);
        sealer.seal();
        execute(dataSource(), "DELETE FROM readiness_audit WHERE action = 'audit.record.lost'");

        sealer.seal();

        assertThat(sealer.state().lost()).isEqualTo(2);
        assertThat(texts(dataSource(), "SELECT action FROM readiness_audit")).containsExactly("audit.record.lost");
    }

    @Test
    void theRowOfAnotherRecordInItsPlaceSettlesNothing() throws SQLException {
        List<AuditRecord> records = append(receipts, 2);
        remove(records.get(0));
        execute(
                dataSource(),
                "UPDATE readiness_audit SET id = '" + records.get(0).id() + "'");
        AuditSealer sealer = sealer(receipts);

        sealer.seal();

        assertThat(sealer.state().lost()).isEqualTo(2);
    }

    @Test
    void whatIsTakenBackOutOfTheTreeIsSeenByWhatTheSealerRemembers() throws SQLException {
        AuditSealer sealer = sealer(receipts);
        append(receipts, 2);
        sealer.seal();
        append(receipts, 2);
        sealer.seal();
        for (String from : List.of(
                "readiness_audit WHERE id IN (SELECT record_id FROM readiness_audit_leaf WHERE seq > 1)",
                "readiness_audit_leaf WHERE seq > 1",
                "readiness_audit_checkpoint WHERE tree_size > 2")) {
            execute(dataSource(), "DELETE FROM " + from);
        }

        assertThatExceptionOfType(AuditTamperedException.class).isThrownBy(sealer::seal);
    }

    @Test
    void whatCameBackAndWasSealedIsNotLost() throws SQLException {
        AuditRecord removed = append(receipts, 1).get(0);
        remove(removed);
        AuditSealer sealer = sealer(receipts);
        sealer.seal();

        AuditStore.jdbc(dataSource(), CallersConnection.NONE, KEY).append(removed);
        sealer.seal();

        assertThat(verify().toString()).startsWith("VALID: 2 records");
    }

    @Test
    void aStoppedSealerIsSeenByWhatWaits() throws SQLException {
        AuditSealer sealer = sealer(receipts);
        append(receipts, 1);
        sealer.seal();
        execute(dataSource(), "UPDATE readiness_audit_lease SET holder = 'nobody', expires_at = 99999999999999");
        append(receipts, 2);

        sealer.seal();
        assertThat(sealer.state().overdue()).isZero();
        now = now.plus(Duration.ofMinutes(21));
        sealer.seal();

        assertThat(sealer.state().overdue()).isEqualTo(2);
        assertThat(sealer.state().lost()).isZero();
    }

    @Test
    void aRecordOfATransactionHasAReceiptWhenThatIsCommittedAndNoneWhenItIsNot() throws SQLException {
        List<Runnable> committed = new ArrayList<>();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            AuditStore store = AuditStore.jdbc(dataSource(), callers(connection, committed), KEY, receipts);
            store.appendInTransaction(entry(1));
            assertThat(receipts.waiting()).isZero();
            connection.commit();
            committed.forEach(Runnable::run);
            assertThat(receipts.waiting()).isOne();
            store.appendInTransaction(entry(2));
            connection.rollback();
            connection.setAutoCommit(true);
        }
        AuditSealer sealer = sealer(receipts);

        sealer.seal();

        assertThat(sealer.state().lost()).isZero();
        assertThat(receipts.waiting()).isZero();
    }

    @Test
    void whatIsRemovedWhileTheProcessIsGoneIsMissedByTheNext() throws SQLException, IOException {
        AuditReceipts dying = AuditReceipts.in(directory, KEY);
        AuditRecord removed = append(dying, 3).get(1);
        dying.close();
        remove(removed);

        try (AuditReceipts next = AuditReceipts.in(directory, KEY)) {
            assertThat(next.waiting()).isEqualTo(3);
            AuditSealer sealer = sealer(next);
            sealer.seal();
            sealer.seal();

            assertThat(sealer.state().lost()).isOne();
            assertThat(verify().problems()).extracting(AuditProblem::recordId).containsExactly(removed.id());
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void processesThatShareADirectoryKeepToTheirOwnFiles() {
        try (AuditReceipts first = AuditReceipts.in(directory, KEY)) {
            append(first, 2);
            try (AuditReceipts second = AuditReceipts.in(directory, KEY)) {
                append(second, 1);

                assertThat(second.waiting()).isOne();
                assertThat(files()).hasSize(2);
            }
        }
    }

    @Test
    void aLineThatWasCutOffIsNoReceiptAndOneThatWasChangedIsNotBelieved() throws IOException {
        AuditReceipts dying = AuditReceipts.in(directory, KEY);
        List<AuditRecord> records = append(dying, 4);
        dying.close();
        Path file = files().get(0);
        String text = Files.readString(file);

        Files.writeString(file, text.substring(0, text.length() - 5));
        assertThat(waitingIn(directory)).isEqualTo(3);
        Files.writeString(
                file,
                text.replace(records.get(2).id().toString(), UUID.randomUUID().toString()));
        assertThat(waitingIn(directory)).isEqualTo(2);
        Files.writeString(file, text.substring(text.indexOf('\n') + 1));
        assertThat(waitingIn(directory)).isZero();
        assertThat(files()).singleElement().asString().endsWith(".receipts.changed");
    }

    @Test
    void aFileWhoseRecordsAreSealedIsDeletedAndSoTheDirectoryStaysSmall() {
        try (AuditReceipts kept = AuditReceipts.in(directory, KEY)) {
            AuditSealer sealer = sealer(kept);
            for (int round = 0; round < 5; round++) {
                append(kept, 4_000);
                sealer.seal();
            }

            assertThat(files()).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void whoeverHasAnExportAndTheReceiptsMissesTheRecordWithoutTheDatabase() throws SQLException, IOException {
        AuditReceipts writer = AuditReceipts.in(directory.resolve("writer"), KEY);
        AuditRecord removed = append(writer, 3).get(1);
        Path copy = Files.createDirectories(directory.resolve("copy"));
        for (Path file : list(directory.resolve("writer"))) {
            Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        remove(removed);
        sealer(AuditReceipts.inMemory()).seal();

        assertThat(verifyOffline("--receipts", copy.toString()))
                .contains("BROKEN: of 3 receipts, 1 are of records that are not in this trail, first " + removed.id());
        assertThat(verifyOffline()).contains("VALID: 2 records");

        now = now.plusSeconds(60);
        AuditSealer sealer = sealer(writer);
        sealer.seal();
        sealer.seal();
        assertThat(verifyOffline())
                .contains("BROKEN: 1 records were acknowledged, and removed or changed before they were sealed; first "
                        + removed.id() + ", says record 2");
        writer.close();
    }

    @Test
    void receiptsOfWhatIsThereAreValidOffline() throws IOException {
        AuditReceipts writer = AuditReceipts.in(directory.resolve("writer"), KEY);
        append(writer, 3);
        sealer(AuditReceipts.inMemory()).seal();

        assertThat(verifyOffline("--receipts", directory.resolve("writer").toString()))
                .contains("VALID: 3 records");
        writer.close();
    }

    private String verifyOffline(String... more) throws IOException {
        Path zip = directory.resolve("trail.zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            new AuditExport(dataSource(), KEY.verifier()).writeTrail(out);
        }
        List<String> arguments =
                new ArrayList<>(List.of(zip.toString(), "--key", KEY.verifier().toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        VerifyAuditTrail.run(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    private static int waitingIn(Path directory) {
        try (AuditReceipts next = AuditReceipts.in(directory, KEY)) {
            return next.waiting();
        }
    }

    private List<Path> files() {
        return list(directory);
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void remove(AuditRecord entry) throws SQLException {
        assertThat(execute(dataSource(), "DELETE FROM readiness_audit WHERE id = '" + entry.id() + "'"))
                .isOne();
    }

    private static CallersConnection callers(Connection connection, List<Runnable> committed) {
        return new CallersConnection() {
            @Override
            public Optional<Connection> current() {
                return Optional.of(connection);
            }

            @Override
            public void afterCommit(Runnable task) {
                committed.add(task);
            }
        };
    }

    private List<AuditRecord> append(AuditReceipts into, int number) {
        List<AuditRecord> records = new ArrayList<>();
        List<Runnable> committed = new ArrayList<>();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            AuditStore store = AuditStore.jdbc(dataSource(), callers(connection, committed), KEY, into);
            for (int at = 0; at < number; at++) {
                records.add(entry(at));
                store.appendInTransaction(records.get(at));
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
        committed.forEach(Runnable::run);
        return records;
    }

    private AuditRecord entry(int number) {
        return AuditRecord.builder(ids.next(now), now, "chart.read")
                .actor(AuditRecord.Actor.user("ann"))
                .subject("patient-" + number)
                .build();
    }

    private AuditSealer sealer(AuditReceipts of) {
        return AuditSealer.jdbc(
                dataSource(), KEY, of, List.of(), SealSettings.STANDARD.anchorEvery(Duration.ZERO), () -> now);
    }

    private AuditVerification verify() {
        return AuditVerifier.jdbc(dataSource(), KEY).verify(List.of());
    }
}
