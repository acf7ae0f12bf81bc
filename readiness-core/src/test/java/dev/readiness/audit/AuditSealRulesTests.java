package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static dev.readiness.audit.AuditTestDatabase.count;
import static dev.readiness.audit.AuditTestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.audit.AuditSealRules.KeyPlace;
import dev.readiness.audit.AuditSealRules.Sealing;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class AuditSealRulesTests {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void createTables() throws SQLException {
        AuditTestDatabase.recreateTables(owner());
        AuditStore.jdbc(owner())
                .append(AuditRecord.builder(
                                new TimeOrderedIds().next(InstantSource.system().instant()),
                                InstantSource.system().instant(),
                                "chart.read")
                        .build());
    }

    @Test
    void theOwnerOfTheTablesMayDoEverythingAndTryingItLeavesNoTrace() throws SQLException {
        Finding finding = assess(AuditSealRules.trailWritable(() -> Optional.of(owner())));

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.problem()).contains("UPDATE, DELETE, TRUNCATE");
        assertThat(count(owner(), "readiness_audit")).isOne();
        assertThat(count(owner(), "readiness_audit WHERE action = 'chart.read'"))
                .isOne();
    }

    @Test
    void aLoginThatMayOnlyAddPasses() throws SQLException {
        execute(owner(), "DROP ROLE IF EXISTS clinic");
        execute(owner(), "CREATE ROLE clinic LOGIN");
        execute(owner(), "GRANT SELECT, INSERT ON readiness_audit TO clinic");

        Finding finding = assess(AuditSealRules.trailWritable(() -> Optional.of(login("clinic"))));

        assertThat(finding.result()).isEqualTo(Result.PASS);
        execute(owner(), "DROP OWNED BY clinic");
    }

    @Test
    void aTriggerThatRefusesCountsAsARefusal() throws SQLException {
        execute(
                owner(),
                "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''no''; END' LANGUAGE plpgsql");
        execute(
                owner(),
                "CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON readiness_audit FOR EACH ROW EXECUTE FUNCTION refuse()");

        assertThat(assess(AuditSealRules.trailWritable(() -> Optional.of(owner())))
                        .problem())
                .contains("may TRUNCATE on");
    }

    @Test
    void whatCannotBeTriedOnADatabaseWithoutDoingItIsNotTried() throws SQLException {
        DataSource h2 = h2();

        Finding finding = assess(AuditSealRules.trailWritable(() -> Optional.of(h2)));

        assertThat(finding.problem()).contains("may UPDATE, DELETE on");
        assertThat(count(h2, "readiness_audit")).isZero();
    }

    @Test
    void aDatabaseThatForcesPasses() {
        assertThat(force(owner()).result()).isEqualTo(Result.PASS);
    }

    @Test
    void aSessionThatDoesNotWaitForTheDiskFails() {
        PGSimpleDataSource impatient = (PGSimpleDataSource) login("postgres");
        impatient.setOptions("-c synchronous_commit=off");

        assertThat(force(impatient).problem()).contains("synchronous_commit is off");
    }

    @Test
    void anUnloggedTableFails() throws SQLException {
        execute(owner(), "ALTER TABLE readiness_audit SET UNLOGGED");

        assertThat(force(owner()).problem()).contains("unlogged");
    }

    @Test
    void h2DoesNotForce() {
        assertThat(force(h2()).problem()).contains("H2 does not force");
    }

    @Test
    void aCanaryThatIsSealedAndProvenPasses() {
        DataSource h2 = h2();

        Finding finding =
                assess(AuditSealRules.trailUnsealed(() -> Optional.of(durable()), () -> Optional.of(canary(h2))));

        assertThat(finding.result()).isEqualTo(Result.PASS);
        assertThat(finding.evidence().get(0).toString()).contains("sealed as number 0");
    }

    @Test
    void aTrailThatWasTamperedWithFails() throws SQLException {
        DataSource h2 = h2();
        canary(h2).fly();
        execute(h2, """
                UPDATE readiness_audit_leaf SET hash = CASE WHEN SUBSTRING(hash, 1, 1) = '0'
                THEN REPLACE(hash, '0', '1') ELSE REPLACE(hash, SUBSTRING(hash, 1, 1), '0') END""");

        Finding finding =
                assess(AuditSealRules.trailUnsealed(() -> Optional.of(durable()), () -> Optional.of(canary(h2))));

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.problem()).contains("is not the one that was signed");
    }

    @Test
    void aDurableStoreThatIsNotSealedFails() {
        assertThat(assess(AuditSealRules.trailUnsealed(() -> Optional.of(durable()), Optional::empty))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void whereNothingIsKeptNothingIsSealed() {
        assertThat(assess(AuditSealRules.trailUnsealed(() -> Optional.of(AuditStore.inMemory()), Optional::empty))
                        .result())
                .isEqualTo(Result.NOT_APPLICABLE);
    }

    @Test
    void sealingWithoutAnAnchorFailsAndALogAloneIsUnknown() {
        assertThat(anchors().result()).isEqualTo(Result.FAIL);
        assertThat(anchors(CheckpointAnchor.log()).result()).isEqualTo(Result.UNKNOWN);
        assertThat(anchors(CheckpointAnchor.log(), CheckpointAnchor.file(Path.of("checkpoints")))
                        .result())
                .isEqualTo(Result.PASS);
    }

    @Test
    void anAnchorThatTakesNothingFails() {
        SealState failing = new SealState(
                Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty(), List.of("HttpsAnchor: answered 503"));

        Finding finding = assess(AuditSealRules.anchorMissing(
                () -> Optional.of(new Sealing(List.of(CheckpointAnchor.file(Path.of("checkpoints"))), () -> failing))));

        assertThat(finding.problem()).contains("answered 503");
    }

    @Test
    void aKeyThatLiesWithTheApplicationFails() {
        assertThat(assess(AuditSealRules.keyBesideData(
                                () -> Optional.of(new KeyPlace("application.properties:3", true))))
                        .problem())
                .contains("application.properties:3");
        assertThat(assess(AuditSealRules.keyBesideData(() -> Optional.of(new KeyPlace("the environment", false))))
                        .result())
                .isEqualTo(Result.PASS);
    }

    private static Finding anchors(CheckpointAnchor... anchors) {
        return assess(AuditSealRules.anchorMissing(
                () -> Optional.of(new Sealing(List.of(anchors), () -> SealState.UNSTARTED))));
    }

    private static Finding force(DataSource dataSource) {
        return assess(AuditSealRules.commitUnforced(() -> Optional.of(dataSource)));
    }

    private static Finding assess(ReadinessRule rule) {
        return rule.assess(new Inventory("clinic", List.of())).get(0);
    }

    private static AuditStore durable() {
        return AuditStore.jdbc(owner());
    }

    private static AuditCanary canary(DataSource dataSource) {
        AuditTrail trail = AuditTrail.of(
                AuditStore.jdbc(dataSource, CallersConnection.NONE, KEY),
                new AuditRecord.Origin("clinic", null, null),
                InstantSource.system());
        AuditSealer sealer =
                AuditSealer.jdbc(dataSource, KEY, List.of(), lease(Duration.ofMillis(1)), InstantSource.system());
        return new AuditCanary(dataSource, trail, sealer, KEY.verifier(), Duration.ofSeconds(20));
    }

    private static SealSettings lease(Duration length) {
        SealSettings standard = SealSettings.STANDARD;
        return new SealSettings(
                standard.batch(),
                standard.lookBack(),
                standard.sweep(),
                length,
                standard.anchorEvery(),
                standard.anchorDeadline(),
                null);
    }

    private static DataSource h2() {
        DataSource h2 = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        AuditTable.createIfAbsent(h2);
        return h2;
    }

    private static DataSource owner() {
        return postgres.getPostgresDatabase();
    }

    private static DataSource login(String user) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.getJdbcUrl(user, "postgres"));
        return dataSource;
    }
}
