package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRetentionRulesTests {

    @TempDir
    private java.nio.file.Path directory;

    private Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private JdbcConnectionPool pool;
    private AuditStore store;
    private AuditRetention retention;

    @BeforeEach
    void setUp() throws SQLException {
        pool = JdbcConnectionPool.create("jdbc:h2:file:" + directory.resolve("trail"), "sa", "");
        AuditTestDatabase.recreateTables(pool);
        store = AuditStore.jdbc(pool, CallersConnection.NONE, KEY);
        AuditTrail trail = AuditTrail.of(store, new AuditRecord.Origin("clinic", null, null), () -> now);
        AuditSealer sealer = AuditSealer.jdbc(pool, KEY, List.of(), SealSettings.STANDARD, () -> now);
        retention = new AuditRetention(pool, trail, sealer, Duration.ofDays(30), 10, () -> now);
        trail.record(trail.entry("appointment.book").build());
        sealer.sealAll();
    }

    @AfterEach
    void tearDown() {
        pool.dispose();
    }

    @Test
    void aRecordThatIsOlderThanWasSaidFails() {
        now = now.plus(Duration.ofDays(40));

        assertThat(find().result()).isEqualTo(Result.FAIL);
        assertThat(find().problem())
                .isEqualTo(
                        "A record of 2026-03-01T09:00:00Z is still there, though records are kept" + " for 30 days.");
    }

    @Test
    void aDayLateIsNoReasonForAlarm() {
        now = now.plus(Duration.ofDays(31));

        assertThat(find().result()).isEqualTo(Result.PASS);
    }

    @Test
    void whatTheRetentionHasRemovedPasses() {
        now = now.plus(Duration.ofDays(40));
        retention.run();

        assertThat(find().result()).isEqualTo(Result.PASS);
    }

    @Test
    void whereNobodySaidHowLongItIsUnknown() {
        retention = null;

        assertThat(find().result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void withoutADurableStoreThereIsNothingToKeep() {
        store = AuditStore.inMemory();

        assertThat(find().result()).isEqualTo(Result.NOT_APPLICABLE);
    }

    private Finding find() {
        return AuditRetentionRules.overdue(() -> Optional.of(store), () -> Optional.ofNullable(retention))
                .assess(new Inventory("clinic", List.of()))
                .get(0);
    }
}
