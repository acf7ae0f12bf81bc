package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditProblem;
import dev.readiness.audit.AuditReceipts;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.AuditVerifier;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Who removes a record between its commit and its sealing is noticed, and who rolls back a transaction is not accused. */
@SpringBootTest(
        classes = BookingApplication.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:receipts;DB_CLOSE_DELAY=-1",
            "readiness.audit.store=jdbc",
            // A test value: "only-a-test-value-for-audit-0000".
            "readiness.audit.seal.key=b25seS1hLXRlc3QtdmFsdWUtZm9yLWF1ZGl0LTAwMDA=",
            "readiness.audit.seal.interval=1h"
        })
@DirtiesContext // what was lost stays so
class ReceiptsApplicationTests {

    @TempDir
    private static Path directory;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private AuditSealer sealer;

    @Autowired
    private AuditReceipts receipts;

    @Autowired
    private AuditVerifier verifier;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    @Qualifier("auditSealHealthCheck")
    private HealthCheck health;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void files(DynamicPropertyRegistry registry) {
        registry.add("readiness.audit.seal.receipts", () -> directory);
    }

    @BeforeEach
    void sealWhatIsThere() {
        sealer.sealAll();
    }

    @Test
    void aCommittedRecordHasAReceiptUntilItIsSealed() throws IOException {
        transaction().executeWithoutResult(status -> {
            recordSuccess("chart.read");
            assertThat(receipts.waiting()).isZero();
        });
        assertThat(receipts.waiting()).isOne();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }

        sealer.sealAll();

        assertThat(receipts.waiting()).isZero();
        assertThat(sealer.state().lost()).isZero();
    }

    @Test
    void whatIsRolledBackHasNoReceipt() {
        transaction().executeWithoutResult(status -> {
            recordSuccess("chart.read");
            status.setRollbackOnly();
        });

        assertThat(receipts.waiting()).isZero();
    }

    @Test
    void whatIsTakenBackToASavepointHasNoReceiptAndWhatWasBeforeItHasOne() {
        PlatformTransactionManager plain = new JdbcTransactionManager(dataSource); // That of JPA makes no savepoints.
        TransactionTemplate nested = new TransactionTemplate(plain);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);

        new TransactionTemplate(plain).executeWithoutResult(outer -> {
            recordSuccess("before.savepoint");
            nested.executeWithoutResult(inner -> {
                recordSuccess("within.savepoint");
                inner.setRollbackOnly();
            });
            nested.executeWithoutResult(inner -> recordSuccess("within.kept"));
        });

        assertThat(receipts.waiting()).isEqualTo(2);
        sealer.sealAll();
        assertThat(sealer.state().lost()).isZero();
        assertThat(receipts.waiting()).isZero();
    }

    @Test
    void aRecordThatSomebodyRemovesBeforeItIsSealedIsNamedAndTheHealthIsDown() throws Exception {
        AuditRecord removed = trail.entry("chart.read").subject("p-1").build();
        transaction().executeWithoutResult(status -> trail.record(removed));
        long before = sealer.state().lost();
        assertThat(jdbc.update("DELETE FROM readiness_audit WHERE subject = 'p-1'"))
                .isOne();

        sealer.sealAll();

        assertThat(sealer.state().lost()).isEqualTo(before + 1);
        sealer.sealAll();
        assertThat(verifier.verify(List.of()).problems())
                .extracting(AuditProblem::recordId)
                .contains(removed.id());
        assertThat(health.check().status()).isEqualTo(HealthStatus.DOWN);
        assertThat(meters.get("readiness.audit.lost").gauge().value()).isPositive();
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(transactions);
    }

    private void recordSuccess(String action) {
        trail.record(trail.entry(action).build());
    }
}
