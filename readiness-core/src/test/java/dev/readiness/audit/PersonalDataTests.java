package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.readiness.encryption.EncryptionException;
import dev.readiness.encryption.EncryptionKeys;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.FieldContext;
import dev.readiness.encryption.SubjectCipher;
import dev.readiness.encryption.SubjectKeyStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that are masked, replaced by a pseudonym or sealed for a subject; erasing that subject, with real keys. */
class PersonalDataTests {

    private static final AuditRecord.Origin ORIGIN = new AuditRecord.Origin("clinic", null, null);
    private static final AuditRecord.Actor OFFICER = AuditRecord.Actor.user("officer");

    /** A test value and no secret. */
    private static final String PSEUDONYM_KEY =
            Base64.getEncoder().encodeToString("only-a-test-value-for-pseudonyms".getBytes(StandardCharsets.US_ASCII));

    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

    @TempDir
    private Path directory;

    private SubjectKeys keys;
    private AuditTrail trail;

    @BeforeEach
    void createTables() throws SQLException {
        AuditTable.createIfAbsent(pool);
        AuditTestDatabase.execute(
                pool,
                "CREATE TABLE readiness_subject_key (subject VARCHAR(255) PRIMARY KEY, wrapped_key VARCHAR(2000))");
        keys = keys(new SubjectCipher(FieldCipher.of(EncryptionKeys.generate()), SubjectKeyStore.jdbc(pool)));
        trail = trail(Map.of(
                "subject", FieldProtection.PSEUDONYM,
                "actor", FieldProtection.PSEUDONYM,
                "address", FieldProtection.MASKED,
                "reason", FieldProtection.SEALED,
                "details.mail", FieldProtection.SEALED));
    }

    @AfterEach
    void close() {
        pool.dispose();
    }

    @Test
    void whatIsProtectedIsNotInTheDatabase() throws SQLException {
        record();

        assertThat(dump()).doesNotContain("patient-7", "ann@example", "Treatment", "10.20.30", "dr-who");
        assertThat(dump()).contains("room 12");
    }

    @Test
    void aChangeIsProtectedOnBothSidesAndOpenedAgain() throws SQLException {
        trail = trail(Map.of("changes.phone", FieldProtection.SEALED, "changes.*", FieldProtection.MASKED));
        AuditRecord.Change phone = new AuditRecord.Change("phone", "0660 1234567", "0660 7654321");
        trail.record(trail.entry("patient.change")
                .subject("patient-7")
                .change("phone", phone.before(), phone.after())
                .change("street", "Hauptstrasse 12a", null)
                .change("password", "a test value", "another")
                .build());

        assertThat(dump()).doesNotContain("0660 1234567", "0660 7654321", "Hauptstrasse", "a test value");
        assertThat(trail.open(page(query()).get(0)).changes())
                .containsExactly(
                        phone,
                        new AuditRecord.Change("street", "**** 12a", null),
                        new AuditRecord.Change("password", "[redacted]", "[redacted]"));
    }

    @Test
    void aPseudonymIsFoundByWhatItStandsForAndByItself() {
        record();

        AuditRecord found = page(query().about("patient-7")).get(0);
        assertThat(page(query().about(found.subjects().get(0)))).hasSize(1);
        assertThat(page(query().byActor("dr-who"))).hasSize(1);
        assertThat(page(query().about("patient-8"))).isEmpty();
    }

    @Test
    void whoHasTheKeyReadsWhatIsSealed() {
        record();

        AuditRecord opened = trail.open(page(query()).get(0));

        assertThat(opened.reason()).isEqualTo("Treatment");
        assertThat(opened.details()).containsEntry("mail", "ann@example.org").containsEntry("room", "room 12");
        assertThat(opened.source().address()).isEqualTo("****.140");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSubjectIsErasedAndHeldByItsNameHoweverItWasCutOrEscaped(boolean pseudonym) {
        trail = trail(
                pseudonym
                        ? Map.of("subject", FieldProtection.PSEUDONYM, "reason", FieldProtection.SEALED)
                        : Map.of("reason", FieldProtection.SEALED));
        for (String name : List.of("patient-7" + "x".repeat(300), "patient\u0000\n7")) {
            AuditRecord visit =
                    trail.entry("chart.read").subject(name).reason("Treatment").build();
            trail.record(visit);
            LegalHolds holds = new LegalHolds(trail);
            holds.hold(name, OFFICER, "case 17");

            try (AuditStore ledger = ledger()) {
                SubjectErasure erasure = erasure(ledger);
                assertThatIllegalStateException().isThrownBy(() -> erasure.erase(name, OFFICER, "request 12"));
                holds.release(name, OFFICER, "case closed");
                erasure.erase(name, OFFICER, "request 12");
            }

            AuditRecord stored = page(query().ofAction("chart.read")).stream()
                    .filter(entry -> entry.id().equals(visit.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(trail.open(stored).reason()).isEqualTo("[erased]");
        }
    }

    @Test
    void erasingASubjectTakesItsTextsAndNoProof() throws Exception {
        record();
        AuditSealer sealer = AuditSealer.jdbc(pool, KEY, List.of(), SealSettings.STANDARD, InstantSource.system());
        sealer.sealAll();
        AuditRecord before = page(query()).get(0);
        AuditProof proof = AuditProof.of(pool, KEY.verifier(), before.id()).orElseThrow();

        try (AuditStore ledger = ledger()) {
            erasure(ledger).erase("patient-7", OFFICER, "request 12");
        }
        sealer.sealAll();

        AuditRecord erased = page(query().ofAction("chart.read")).get(0);
        assertThat(trail.open(erased).reason()).isEqualTo("[erased]");
        assertThat(trail.open(erased).details()).containsEntry("mail", "[erased]");
        assertThat(proof.proves(AuditJson.write(erased).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        AuditVerification verification = AuditVerifier.jdbc(pool, KEY).verify(List.of());
        assertThat(verification.isValid()).as("%s", verification).isTrue();
        assertThat(page(query().ofAction(SubjectErasure.ACTION)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("request 12"))
                .satisfies(entry -> assertThat(entry.subjects()).isEqualTo(erased.subjects()));
        record();
        assertThat(page(query().ofAction("chart.read"))).hasSize(2);
        assertThat(dump()).doesNotContain("ann@example");
    }

    @Test
    void aLegalHoldKeepsASubjectFromBeingErased() {
        record();
        new LegalHolds(trail).hold("patient-7", OFFICER, "case 17");

        try (AuditStore ledger = ledger()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> erasure(ledger).erase("patient-7", OFFICER, "request 12"))
                    .withMessageContaining("legal hold");

            new LegalHolds(trail).release("patient-7", OFFICER, "case closed");
            erasure(ledger).erase("patient-7", OFFICER, "request 12");
        }
        assertThat(trail.open(page(query()).get(0)).reason()).isEqualTo("[erased]");
    }

    @Test
    void theLedgerErasesAgainWhatARestoreBroughtBack() throws SQLException {
        record();
        String key = AuditTestDatabase.texts(pool, "SELECT wrapped_key FROM readiness_subject_key")
                .get(0);
        try (AuditStore ledger = ledger()) {
            erasure(ledger).erase("patient-7", OFFICER, "request 12");
        }
        AuditTestDatabase.execute(pool, "UPDATE readiness_subject_key SET wrapped_key = '" + key + "'");
        AuditTestDatabase.execute(pool, "DELETE FROM readiness_audit WHERE action = 'audit.subject.erased'");
        assertThat(trail.open(page(query()).get(0)).reason()).isEqualTo("Treatment");

        try (AuditStore ledger = ledger()) {
            assertThat(erasure(ledger).reapply()).isEqualTo(1);
            assertThat(erasure(ledger).reapply()).isZero();
        }

        assertThat(trail.open(page(query()).get(0)).reason()).isEqualTo("[erased]");
        assertThat(page(query().ofAction(SubjectErasure.ACTION))).hasSize(2);
    }

    @Test
    void aRecordIsKeptWithoutWhatCannotBeSealed() throws SQLException {
        trail.record(trail.entry("chart.search").reason("Curious").build());
        assertThat(page(query()).get(0).reason()).isEqualTo(PersonalData.NO_SUBJECT);

        AuditTestDatabase.execute(pool, "DROP TABLE readiness_subject_key");
        record();

        assertThat(page(query().ofAction("chart.read")).get(0).reason()).isEqualTo(PersonalData.NOT_SEALED);
        assertThat(dump()).doesNotContain("Treatment", "Curious");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalData.of(
                        Map.of(
                                "actor", FieldProtection.SEALED,
                                "mail", FieldProtection.MASKED,
                                "tenant", FieldProtection.PSEUDONYM),
                        null,
                        null))
                .withMessageContainingAll("'actor'", "'mail'", "pseudonym", "keys of subjects");
    }

    private void record() {
        trail.record(trail.entry("chart.read")
                .actor(AuditRecord.Actor.user("dr-who"))
                .subject("patient-7")
                .source(new AuditRecord.Source("10.20.30.140", null))
                .reason("Treatment")
                .detail("mail", "ann@example.org")
                .detail("room", "room 12")
                .build());
    }

    private AuditTrail trail(Map<String, FieldProtection> fields) {
        return AuditTrail.of(
                AuditStore.jdbc(pool, CallersConnection.NONE, KEY),
                ORIGIN,
                InstantSource.system(),
                AuditActions.open(),
                PersonalData.of(fields, PSEUDONYM_KEY, keys));
    }

    private AuditStore ledger() {
        return AuditStore.file(directory.resolve("erased.jsonl"));
    }

    private SubjectErasure erasure(AuditStore ledger) {
        return new SubjectErasure(trail, keys, ledger);
    }

    private static AuditQuery query() {
        return AuditQuery.oldestFirst(10);
    }

    private List<AuditRecord> page(AuditQuery query) {
        return trail.read(query).records();
    }

    private String dump() throws SQLException {
        return String.join("\n", AuditTestDatabase.texts(pool, "SCRIPT"));
    }

    static SubjectKeys keys(SubjectCipher cipher) {
        return new SubjectKeys() {
            @Override
            public Optional<String> seal(String subject, String context, String value) {
                return unlessErased(() -> cipher.encrypt(subject, value, place(context)));
            }

            @Override
            public Optional<String> open(String subject, String context, String text) {
                return unlessErased(() -> cipher.decrypt(subject, text, place(context)));
            }

            @Override
            public boolean erase(String subject) {
                return cipher.erase(subject);
            }
        };
    }

    private static FieldContext place(String context) {
        return FieldContext.of("readiness_audit", "content").row(context);
    }

    private static Optional<String> unlessErased(java.util.function.Supplier<String> work) {
        try {
            return Optional.of(work.get());
        } catch (EncryptionException ex) {
            if (ex.reason() == EncryptionException.Reason.ERASED) {
                return Optional.empty();
            }
            throw ex;
        }
    }
}
