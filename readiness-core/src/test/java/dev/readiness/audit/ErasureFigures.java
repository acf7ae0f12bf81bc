package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;

import dev.readiness.encryption.EncryptionKeys;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.SubjectCipher;
import dev.readiness.encryption.SubjectKeyStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * How long it takes to erase a subject with many sealed records, and what is left of them. It asserts nothing. {@code mvn -Dquick
 * -DskipTests=false -pl readiness-core test -Dtest=ErasureFigures}
 */
class ErasureFigures {

    private static final int RECORDS = Integer.getInteger("audit-figures.records", 100_000);
    private static final String SECRET = "Treatment of the knee";

    @TempDir
    private Path directory;

    @Test
    void erasureOfASubject() throws Exception {
        try (EmbeddedPostgres postgres = TestPostgres.forcing()) {
            PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
            connections.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
            JdbcConnectionPool pool = JdbcConnectionPool.create(connections);
            AuditTestDatabase.recreateTables(pool);
            SubjectKeyStore.createTableIfAbsent(pool);
            try (AuditStore ledger = AuditStore.file(directory.resolve("erased.jsonl"))) {
                measure(pool, ledger);
            }
            pool.dispose();
        }
    }

    private static void measure(JdbcConnectionPool pool, AuditStore ledger) throws SQLException {
        SubjectKeys keys = PersonalDataTests.keys(
                new SubjectCipher(FieldCipher.of(EncryptionKeys.generate()), SubjectKeyStore.jdbc(pool)));
        try (AuditTrail trail = AuditTrail.of(
                AuditStore.jdbc(pool, CallersConnection.NONE, KEY),
                new AuditRecord.Origin("clinic", null, null),
                InstantSource.system(),
                AuditActions.open(),
                PersonalData.of(Map.of("reason", FieldProtection.SEALED), null, keys))) {
            List<Thread> writers = java.util.stream.IntStream.range(0, 8)
                    .mapToObj(number -> new Thread(() -> {
                        for (int at = 0; at < RECORDS / 8; at++) {
                            trail.record(trail.entry("chart.read")
                                    .subject("patient-7")
                                    .reason(SECRET)
                                    .build());
                        }
                    }))
                    .toList();
            writers.forEach(Thread::start);
            writers.forEach(ErasureFigures::join);
            AuditSealer.jdbc(pool, KEY, List.of(), SealSettings.STANDARD, InstantSource.system())
                    .sealAll();

            long start = System.nanoTime();
            new SubjectErasure(trail, keys, ledger).erase("patient-7", AuditRecord.Actor.user("ann"), "request 12");
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            AuditRecord one = trail.read(AuditQuery.oldestFirst(1)).records().get(0);
            AuditVerification found = AuditVerifier.jdbc(pool, KEY).verify(List.of());
            System.out.printf(
                    "FIGURE Erasing a subject of %,d sealed records: %,d ms; reads %s; plain text in %,d rows; %s%n",
                    RECORDS,
                    took.toMillis(),
                    trail.open(one).reason(),
                    AuditTestDatabase.count(pool, "readiness_audit WHERE content LIKE '%" + SECRET + "%'"),
                    found);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
