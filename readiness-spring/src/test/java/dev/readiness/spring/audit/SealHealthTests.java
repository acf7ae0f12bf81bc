package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import dev.readiness.audit.AuditKey;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTable;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.CallersConnection;
import dev.readiness.audit.SealSettings;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.health.HealthStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealHealthTests {

    // A test value: "only-a-test-value-for-audit-0000".
    private static final AuditKey KEY = AuditKey.of("clinic", "b25seS1hLXRlc3QtdmFsdWUtZm9yLWF1ZGl0LTAwMDA=");

    @TempDir
    private Path directory;

    private Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private boolean anchored = true;
    private JdbcConnectionPool pool;
    private AuditTrail trail;
    private AuditSealer sealer;
    private HealthCheck check;

    @BeforeEach
    void setUp() throws SQLException {
        pool = JdbcConnectionPool.create("jdbc:h2:file:" + directory.resolve("trail"), "sa", "");
        AuditTable.createIfAbsent(pool);
        trail = AuditTrail.of(
                AuditStore.jdbc(pool, CallersConnection.NONE, KEY),
                new AuditRecord.Origin("clinic", null, null),
                () -> now);
        sealer = AuditSealer.jdbc(
                pool,
                KEY,
                List.of(checkpoint -> {
                    if (!anchored) {
                        throw new IOException("no room");
                    }
                }),
                SealSettings.STANDARD.anchorEvery(Duration.ZERO),
                () -> now);
        check = new SealHealth(sealer, Duration.ofSeconds(30), () -> now);
        trail.record(trail.entry("appointment.book").build());
    }

    @AfterEach
    void tearDown() {
        sealer.close();
        pool.dispose();
    }

    @Test
    void saysHowMuchIsSealedAndSinceWhen() throws Exception {
        sealer.seal();
        now = now.plusSeconds(20);

        assertThat(check.check())
                .isEqualTo(HealthResult.up().with("sealed", "1").with("lag", "PT20S"));
    }

    @Test
    void nothingSealedForFiveRoundsIsDown() throws Exception {
        now = now.plusSeconds(150);
        assertThat(check.check().status()).isEqualTo(HealthStatus.UP);

        now = now.plusSeconds(1);

        assertThat(check.check().status()).isEqualTo(HealthStatus.DOWN);
        sealer.seal();
        assertThat(check.check().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void anAnchorThatTakesNothingDegrades() throws Exception {
        anchored = false;
        sealer.seal();

        // The anchor is published to by a thread of its own; the next round tells what became of it.
        await().untilAsserted(() -> {
            now = now.plusSeconds(1);
            sealer.seal();
            assertThat(check.check().status()).isEqualTo(HealthStatus.DEGRADED);
        });
        assertThat(check.check().details().get("reason")).startsWith("an anchor takes no checkpoint: ");
    }

    @Test
    void aTrailThatWasChangedAndOneThatIsGoneAreDown() throws Exception {
        sealer.seal();
        try (Connection connection = pool.getConnection()) {
            connection.createStatement().execute("update readiness_audit set mac = X'00'");
        }
        trail.record(trail.entry("appointment.cancel").build());
        try (Connection connection = pool.getConnection()) {
            connection
                    .createStatement()
                    .execute("update readiness_audit set mac = X'00' where action = 'appointment.cancel'");
        }
        sealer.seal();
        assertThat(check.check().details().get("reason"))
                .endsWith("audit records were written by nobody who has the key");

        try (Connection connection = pool.getConnection()) {
            connection.createStatement().execute("drop table readiness_audit");
        }
        assertThatException().isThrownBy(sealer::sealAll);
        assertThat(check.check().status()).isEqualTo(HealthStatus.DOWN);
    }
}
