package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static dev.readiness.audit.AuditTestDatabase.count;
import static dev.readiness.audit.AuditTestDatabase.execute;
import static dev.readiness.audit.AuditTestDatabase.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.audit.AuditProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sealing and verification must do on every database that they support. */
abstract class AuditSealingContract {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    /** One for each column of each table, and one for each way to lose or add a row. */
    private static final List<String> ATTACKS = List.of(
            "UPDATE readiness_audit SET content = REPLACE(content, 'patient-3', 'patient-4')",
            "DELETE FROM readiness_audit WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET actor = 'nobody' WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET action = 'other' WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET outcome = 'DENIED' WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET tenant = 'other' WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET target_id = NULL WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET target_type = 'other' WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET mac = NULL WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET recorded_at = '2020-01-01 00:00:00' WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET subject = NULL WHERE subject = 'patient-3'",
            "UPDATE readiness_audit SET id = '01890000-0000-7000-8000-000000000000' WHERE subject = 'patient-3'",
            "UPDATE readiness_audit_reference SET ref_value = 'other'",
            "UPDATE readiness_audit_reference SET ref_type = 'other'",
            "UPDATE readiness_audit_reference SET kind = 'target'",
            "UPDATE readiness_audit_reference SET place = 2",
            "UPDATE readiness_audit_reference SET record_id = '01890000-0000-7000-8000-000000000000'",
            "DELETE FROM readiness_audit_reference",
            "UPDATE readiness_audit_leaf SET hash = 'x' WHERE seq = 3",
            "UPDATE readiness_audit_leaf SET seq = 300 WHERE seq = 3",
            "UPDATE readiness_audit_leaf SET record_id = '01890000-0000-7000-8000-000000000000' WHERE seq = 3",
            "DELETE FROM readiness_audit_leaf WHERE seq = 3",
            "DELETE FROM readiness_audit_leaf WHERE seq = 259",
            "UPDATE readiness_audit_node SET hash = 'x'",
            "UPDATE readiness_audit_node SET pos = 1",
            "UPDATE readiness_audit_node SET height = 16",
            "DELETE FROM readiness_audit_node",
            "INSERT INTO readiness_audit_node (height, pos, hash) VALUES (8, 9, 'x')",
            "UPDATE readiness_audit_checkpoint SET tree_size = 5",
            "UPDATE readiness_audit_checkpoint SET note = REPLACE(note, '260', '261')",
            "DELETE FROM readiness_audit_checkpoint",
            "DELETE FROM readiness_audit",
            "DELETE FROM readiness_audit_leaf");

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final List<SignedCheckpoint> anchored = new CopyOnWriteArrayList<>();

    private Instant now = NINE;

    @TempDir
    private Path directory;

    /** Returns a data source of the database under test. */
    abstract DataSource dataSource();

    @BeforeEach
    void createTables() throws SQLException {
        AuditTestDatabase.recreateTables(dataSource());
    }

    @Test
    void aSealedTrailIsValidAndSaysHowManyRecordsItHas() {
        append(10);

        assertThat(sealer().seal()).isEqualTo(10);

        AuditVerification found = verify();
        assertThat(found.problems()).isEmpty();
        assertThat(found.isValid()).isTrue();
        assertThat(found.records()).isEqualTo(10);
        assertThat(found)
                .hasToString("VALID: 10 records verified against 1 anchors, 0 removed by retention, 0 not sealed yet");
    }

    @Test
    void nothingIsNotValid() {
        AuditVerification found = verify();

        assertThat(found.isValid()).isFalse();
        assertThat(found.toString()).startsWith("NOTHING VERIFIED: 0 records");
    }

    @Test
    void recordsThatAreNotSealedAreNotCountedAsVerified() {
        append(3);

        AuditVerification found = verify();

        assertThat(found.isValid()).isFalse();
        assertThat(found.unsealed()).isEqualTo(3);
    }

    @Test
    void manyBatchesGiveTheTreeThatOneBatchWouldGive() throws SQLException {
        append(1_100);
        AuditSealer sealer = sealer(new SealSettings(
                100,
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ofSeconds(5),
                null));

        assertThat(sealer.seal()).isEqualTo(1_100);

        assertThat(count(dataSource(), "readiness_audit_node")).isEqualTo(4);
        assertThat(verify().toString()).startsWith("VALID: 1100");
    }

    @Test
    void aRecordThatIsCommittedLateIsSealedAllTheSame() throws SQLException {
        AuditSealer sealer = sealer();
        try (Connection slow = dataSource().getConnection()) {
            slow.setAutoCommit(false);
            AuditStore.jdbc(dataSource(), () -> Optional.of(slow), KEY).appendInTransaction(entry(1));
            append(5);
            assertThat(sealer.seal()).isEqualTo(5);
            slow.commit();
        }

        assertThat(sealer.seal()).isOne();
        assertThat(verify().records()).isEqualTo(6);
    }

    @Test
    void aRecordOlderThanTheLookBackIsFoundByTheNextSweep() {
        AuditSealer sealer = sealer();
        UUID old = ids.next(now);
        append(1);
        sealer.seal();
        now = now.plus(Duration.ofMinutes(9));
        store().append(AuditRecord.builder(old, NINE, "late").build());

        assertThat(sealer.seal()).isZero();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(sealer.seal()).isOne();
    }

    @Test
    void ofTwoSealersOneWorksAndTheOtherTakesOverWhenItDies() {
        AuditSealer first = sealer();
        AuditSealer second = sealer();
        append(2);
        assertThat(first.seal()).isEqualTo(2);
        append(3);

        assertThat(second.seal()).isZero();
        now = now.plus(Duration.ofSeconds(31));
        assertThat(second.seal()).isEqualTo(3);
        append(1);
        assertThat(first.seal()).isZero();
        assertThat(second.seal()).isOne();
        assertThat(verify().records()).isEqualTo(6);
    }

    @Test
    void twoSealersThatFightNeverFork() throws InterruptedException {
        SealSettings impatient = new SealSettings(
                7,
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMillis(1),
                Duration.ZERO,
                Duration.ofSeconds(5),
                null);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            AuditSealer sealer = sealer(impatient);
            threads.add(new Thread(() -> fight(sealer)));
        }
        threads.add(new Thread(() -> IntStream.range(0, 30).forEach(round -> append(5))));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        now = now.plusSeconds(60);
        sealer(impatient).sealAll();

        AuditVerification found = verify();
        assertThat(found.problems()).isEmpty();
        assertThat(found.records()).isEqualTo(150);
    }

    @Test
    void aVerificationWhileOthersWriteAndSealRaisesNoFalseAlarm() throws InterruptedException {
        AuditSealer sealer = sealer();
        append(1);
        sealer.seal();
        Thread writer = new Thread(() -> IntStream.range(0, 60).forEach(round -> {
            append(1);
            sealer.seal();
        }));
        writer.start();

        while (writer.isAlive()) {
            assertThat(verifier().verify(List.of()).problems()).isEmpty();
        }
        writer.join();
        assertThat(verify().records()).isEqualTo(61);
    }

    @Test
    void aRowThatNobodyWithTheKeyWroteIsNotSealedAndNamed() throws SQLException {
        append(2);
        AuditRecord forged = entry(9);
        AuditStore.jdbc(dataSource()).append(forged);
        AuditSealer sealer = sealer();

        assertThat(sealer.seal()).isEqualTo(2);

        assertThat(sealer.state().unwritten()).isOne();
        assertThat(verify().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.NOT_GENUINE);
            assertThat(problem.recordId()).isEqualTo(forged.id());
        });
    }

    @Test
    void aRowThatWasChangedBeforeItWasSealedIsNotSealed() throws SQLException {
        append(2);
        execute(dataSource(), "UPDATE readiness_audit SET content = REPLACE(content, 'patient-1', 'patient-7')");

        assertThat(sealer().seal()).isOne();
        assertThat(verify().problems()).extracting(AuditProblem::kind).containsExactly(Kind.NOT_GENUINE);
    }

    @Test
    void whateverSomebodyDoesToTheTablesIsSeen() throws SQLException {
        append(260);
        sealer().sealAll();
        assertThat(verify().isValid()).isTrue();

        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (String attack : ATTACKS) {
                assertThat(changed(connection, attack)).as(attack).isPositive();
                AuditVerification found =
                        new JdbcVerification(connection, KEY.verifier(), KEY.mac(), anchored).verify();
                assertThat(found.problemCount()).as(attack).isPositive();
                assertThat(found.isValid()).as(attack).isFalse();
                connection.rollback();
            }
        }
        assertThat(verify().isValid()).isTrue();
    }

    private static int changed(Connection connection, String attack) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(attack);
        }
    }

    @Test
    void theFirstBadRecordIsNamed() throws SQLException {
        List<AuditRecord> records = append(20);
        sealer().seal();

        execute(dataSource(), "UPDATE readiness_audit SET content = REPLACE(content, 'patient-7', 'patient-8')");

        AuditProblem first = verify().problems().get(0);
        assertThat(first.kind()).isEqualTo(Kind.RECORD_CHANGED);
        assertThat(first.seq()).isEqualTo(7);
        assertThat(first.recordId()).isEqualTo(records.get(7).id());
    }

    @Test
    void twoRecordsThatChangePlacesAreSeen() throws SQLException {
        append(10);
        sealer().seal();
        List<String> contents = texts(dataSource(), "SELECT content FROM readiness_audit ORDER BY id");

        set(contents.get(3), "patient-4");
        set(contents.get(4), "patient-3");

        assertThat(verify().problems()).extracting(AuditProblem::seq).containsExactly(3L, 4L);
    }

    @Test
    void aTailThatWasCutOffWithItsCheckpointIsSeenWithAnAnchorAndOnlyWithOne() throws SQLException {
        AuditSealer sealer = sealer();
        append(5);
        sealer.seal();
        append(5);
        sealer.seal();

        cutOff(5);

        assertThat(verifier().verify(List.of()).isValid()).isTrue();
        AuditVerification found = verify();
        assertThat(found.problems()).extracting(AuditProblem::kind).containsExactly(Kind.TRUNCATED);
    }

    @Test
    void theSealerSignsNothingMoreWhenTheTailWasCutOff() throws SQLException {
        AuditSealer sealer = sealer();
        append(5);
        sealer.seal();
        append(5);
        sealer.seal();
        cutOff(5);
        append(1);

        assertThatExceptionOfType(AuditTamperedException.class)
                .isThrownBy(sealer::seal)
                .withMessage("The trail went back from 10 sealed records to 5");
        assertThat(sealer.state().failure()).isPresent();
        assertThat(count(dataSource(), "readiness_audit_checkpoint")).isOne();
    }

    @Test
    void theSealerRemembersOverARestartWhatItSigned() throws SQLException {
        SealSettings settings = immediately().memory(directory.resolve("audit.checkpoint"));
        append(5);
        sealer(settings).seal();
        append(5);
        passTheLease();
        sealer(settings).seal();
        cutOff(5);

        assertThatExceptionOfType(AuditTamperedException.class)
                .isThrownBy(() -> sealer(settings).seal())
                .withMessageContaining("went back from 10");
    }

    @Test
    void aHistoryThatWasForgedAndChainedAnewIsSeenByTheSealerAndByAnAnchor() throws SQLException {
        append(5);
        AuditSealer sealer = sealer();
        sealer.seal();
        forgeAndChainAnew();
        append(1);

        assertThatExceptionOfType(AuditTamperedException.class).isThrownBy(sealer::seal);
        AuditVerification found = verifier().verify(anchored);
        assertThat(found.problems()).extracting(AuditProblem::kind).contains(Kind.REWRITTEN);
    }

    @Test
    void aSealerThatWasRestartedWithoutMemoryStillRefusesATreeThatItsLastCheckpointWasNotSignedFor()
            throws SQLException {
        append(5);
        sealer().seal();
        forgeAndChainAnew();
        append(1);
        passTheLease();

        assertThatExceptionOfType(AuditTamperedException.class)
                .isThrownBy(() -> sealer().seal())
                .withMessageContaining("is not the one that was signed");
    }

    @Test
    void aRecordIsProvenByItselfAndNoOther() {
        List<AuditRecord> records = append(300);
        sealer().seal();
        AuditRecord wanted = records.get(123);

        AuditProof proof = AuditProof.parse(
                AuditProof.of(dataSource(), KEY.verifier(), wanted.id())
                        .orElseThrow()
                        .text(),
                KEY.verifier());

        assertThat(proof.index()).isEqualTo(123);
        assertThat(proof.proves(bytes(wanted))).isTrue();
        assertThat(proof.proves(bytes(records.get(124)))).isFalse();
    }

    @Test
    void whatIsNotSealedHasNoProof() {
        AuditRecord unsealed = append(1).get(0);

        assertThat(AuditProof.of(dataSource(), KEY.verifier(), unsealed.id())).isEmpty();
    }

    @Test
    void retentionRemovesOldRecordsAndKeepsEveryProof() throws SQLException {
        List<AuditRecord> old = append(20);
        AuditSealer sealer = sealer();
        sealer.seal();
        AuditProof proof =
                AuditProof.of(dataSource(), KEY.verifier(), old.get(3).id()).orElseThrow();
        now = now.plus(Duration.ofDays(400));
        append(5);
        sealer.seal();

        assertThat(retention(sealer).run()).isEqualTo(20);

        assertThat(count(dataSource(), "readiness_audit")).isEqualTo(6);
        assertThat(count(dataSource(), "readiness_audit_reference")).isOne();
        assertThat(verify())
                .hasToString("VALID: 6 records verified against 3 anchors, 20 removed by retention, 0 not sealed yet");
        assertThat(proof.proves(bytes(old.get(3)))).isTrue();
    }

    @Test
    void retentionIsNoExcuseForARecordThatIsNotOld() throws SQLException {
        append(20);
        AuditSealer sealer = sealer();
        sealer.seal();
        now = now.plus(Duration.ofDays(400));
        append(5);
        sealer.seal();
        retention(sealer).run();

        execute(dataSource(), "DELETE FROM readiness_audit WHERE subject = 'patient-4'");

        assertThat(verify().problems()).extracting(AuditProblem::kind).containsExactly(Kind.RECORD_MISSING);
    }

    @Test
    void retentionDoesNothingWhereNothingIsOld() {
        append(3);
        AuditSealer sealer = sealer();
        sealer.seal();

        assertThat(retention(sealer).run()).isZero();
        assertThat(verify().records()).isEqualTo(3);
    }

    @Test
    void aLegalHoldKeepsTheRecordsOfItsSubjectUntilItEnds() throws SQLException {
        append(20);
        AuditSealer sealer = sealer();
        LegalHolds holds = new LegalHolds(trail());
        holds.hold("patient-4", AuditRecord.Actor.user("counsel"), "case 17");
        sealer.seal();
        now = now.plus(Duration.ofDays(400));

        assertThat(retention(sealer).run()).isEqualTo(19);
        assertThat(texts(
                        dataSource(), "SELECT action FROM readiness_audit WHERE subject = 'patient-4' ORDER BY action"))
                .containsExactly("audit.hold", "chart.read");
        assertThat(retention(sealer).run()).isZero();
        assertThat(verify().toString()).startsWith("VALID: 3 records");

        holds.release("patient-4", AuditRecord.Actor.user("counsel"), "case 17 is closed");
        assertThat(holds.held()).isEmpty();
        assertThat(retention(sealer).overdue(Duration.ofDays(1))).isPresent();
        assertThat(retention(sealer).run()).isEqualTo(2);
        assertThat(retention(sealer).overdue(Duration.ofDays(1))).isEmpty();
        assertThat(verify().isValid()).isTrue();
    }

    @Test
    void aSubjectThatIsNotTheFirstOfARecordIsHeldToo() throws SQLException {
        AuditRecord family = AuditRecord.builder(ids.next(now), now, "chart.share")
                .subject("patient-1")
                .subject("patient-2")
                .build();
        store().append(family);
        AuditSealer sealer = sealer();
        new LegalHolds(trail()).hold("patient-2", AuditRecord.Actor.user("counsel"), "case 18");
        sealer.seal();
        now = now.plus(Duration.ofDays(400));

        assertThat(retention(sealer).run()).isZero();
        assertThat(count(dataSource(), "readiness_audit_reference")).isOne();
    }

    @Test
    void aHeldRecordThatIsGoneIsMissing() throws SQLException {
        append(20);
        AuditSealer sealer = sealer();
        new LegalHolds(trail()).hold("patient-4", AuditRecord.Actor.user("counsel"), "case 17");
        sealer.seal();
        now = now.plus(Duration.ofDays(400));
        retention(sealer).run();

        execute(dataSource(), "DELETE FROM readiness_audit WHERE subject = 'patient-4' AND action = 'chart.read'");

        assertThat(verify().problems()).extracting(AuditProblem::kind).containsExactly(Kind.RECORD_MISSING);
    }

    @Test
    void aTailThatIsCutOffWithItsCheckpointsIsSeenByWhatTheAnchorGivesBack(@TempDir Path outside) throws Exception {
        CheckpointAnchor anchor = CheckpointAnchor.file(outside.resolve("anchor"));
        AuditSealer sealer = sealer();
        for (int round = 0; round < 150; round++) {
            append(1);
            sealer.seal();
            anchor.publish(sealer.state().checkpoint().orElseThrow());
        }
        assertThat(anchor.published(KEY.verifier()))
                .hasSizeBetween(50, 149)
                .last()
                .extracting(last -> last.checkpoint().size())
                .isEqualTo(150L);

        for (String table :
                List.of("readiness_audit_leaf WHERE seq >= 140", "readiness_audit_checkpoint WHERE tree_size > 140")) {
            execute(dataSource(), "DELETE FROM " + table);
        }

        AuditVerifier verifier = AuditVerifier.jdbc(dataSource(), KEY);
        assertThat(verifier.verify(List.of()).problems()).isEmpty();
        assertThat(verifier.verify(anchor.published(KEY.verifier())).problems())
                .extracting(AuditProblem::kind)
                .contains(Kind.TRUNCATED);
    }

    private AuditTrail trail() {
        return AuditTrail.of(store(), new AuditRecord.Origin("clinic", null, null), () -> now);
    }

    private AuditRetention retention(AuditSealer sealer) {
        return new AuditRetention(dataSource(), trail(), sealer, Duration.ofDays(365), 7, () -> now);
    }

    private void fight(AuditSealer sealer) {
        for (int round = 0; round < 40; round++) {
            try {
                sealer.seal();
            } catch (AuditStoreException ex) {
                // The other one was faster; its rows are sealed, and ours are in the next round.
            }
        }
    }

    private List<AuditRecord> append(int number) {
        List<AuditRecord> records =
                IntStream.range(0, number).mapToObj(this::entry).toList();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            AuditStore store = AuditStore.jdbc(dataSource(), () -> Optional.of(connection), KEY);
            records.forEach(store::appendInTransaction);
            connection.commit();
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
        return records;
    }

    private void passTheLease() {
        now = now.plusSeconds(31);
    }

    private AuditRecord entry(int number) {
        AuditRecord.Builder builder = AuditRecord.builder(ids.next(now), now, "chart.read")
                .actor(AuditRecord.Actor.user("ann"))
                .tenant("clinic-a")
                .subject("patient-" + number)
                .target("chart", "c-" + number);
        if (number == 0) {
            builder.subject("patient-also");
        }
        return builder.build();
    }

    private AuditStore store() {
        return AuditStore.jdbc(dataSource(), CallersConnection.NONE, KEY);
    }

    private AuditSealer sealer() {
        return sealer(immediately());
    }

    private static SealSettings immediately() {
        return SealSettings.STANDARD.anchorEvery(Duration.ZERO);
    }

    private AuditSealer sealer(SealSettings settings) {
        return AuditSealer.jdbc(dataSource(), KEY, List.of(anchored::add), settings, () -> now);
    }

    private AuditVerifier verifier() {
        return AuditVerifier.jdbc(dataSource(), KEY);
    }

    private AuditVerification verify() {
        return verifier().verify(anchored);
    }

    private static byte[] bytes(AuditRecord entry) {
        return AuditJson.write(entry).getBytes(StandardCharsets.UTF_8);
    }

    private void set(String content, String subject) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE readiness_audit SET content = ? WHERE subject = ?")) {
            statement.setString(1, content);
            statement.setString(2, subject);
            statement.executeUpdate();
        }
    }

    private void cutOff(int from) throws SQLException {
        String tail = " IN (SELECT record_id FROM readiness_audit_leaf WHERE seq >= " + from + ")";
        execute(dataSource(), "DELETE FROM readiness_audit_reference WHERE record_id" + tail);
        execute(dataSource(), "DELETE FROM readiness_audit WHERE id" + tail);
        execute(dataSource(), "DELETE FROM readiness_audit_leaf WHERE seq >= " + from);
        execute(dataSource(), "DELETE FROM readiness_audit_checkpoint WHERE tree_size > " + from);
    }

    /** What somebody does who knows how the tree is made: the record, its leaf, all that follows from it, but no signature. */
    private void forgeAndChainAnew() throws SQLException {
        execute(dataSource(), "UPDATE readiness_audit SET content = REPLACE(content, 'patient-2', 'patient-9')");
        String forged = texts(dataSource(), "SELECT content FROM readiness_audit WHERE subject = 'patient-2'")
                .get(0);
        execute(
                dataSource(),
                "UPDATE readiness_audit_leaf SET hash = '"
                        + Base64.getEncoder().encodeToString(MerkleHash.ofLeaf(forged.getBytes(StandardCharsets.UTF_8)))
                        + "' WHERE seq = 2");
    }
}
