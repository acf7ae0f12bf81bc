package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Stops PostgreSQL at once, without a shutdown, under 16 writers and a sealer, and starts it again on the same files. Once by
 * default; {@code -Paudit-durability} does it 20 times. Nothing that was acknowledged may be lost, there is no row of business
 * without its record and no record without its row, and the receipts accuse nobody.
 */
@EnabledOnOs({OS.LINUX, OS.MAC}) // It is the signal SIGQUIT that stops it so.
class DatabaseStopTests {

    private static final int STOPS = Integer.getInteger("audit.postgres-stops", 1);
    private static final int WRITERS = 16;

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final Random random = new Random();
    private final Set<UUID> attempted = ConcurrentHashMap.newKeySet();
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path directory;

    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheDatabaseIsStoppedAtOnce() throws Exception {
        Path data = directory.resolve("data");
        try (EmbeddedPostgres first = TestPostgres.forcing(data)) {
            PGSimpleDataSource database = database(first);
            AuditTestDatabase.recreateTables(database);
            AuditTestDatabase.execute(database, "CREATE TABLE booking (record_id UUID PRIMARY KEY)");
        }
        try (AuditReceipts receipts = AuditReceipts.inMemory()) {
            for (int stop = 0; stop < STOPS; stop++) {
                writeUntilStopped(data, receipts);
                requireWhole(data, receipts);
            }
        }
        System.out.printf(
                "FIGURE %,d immediate stops of PostgreSQL: %,d records acknowledged, none lost%n",
                STOPS, acknowledged.size());
    }

    private void writeUntilStopped(Path data, AuditReceipts receipts) throws Exception {
        EmbeddedPostgres postgres = TestPostgres.forcing(data);
        PGSimpleDataSource database = database(postgres);
        SealingThread sealing = SealingThread.start(
                AuditSealer.jdbc(database, KEY, receipts, List.of(), SealSettings.STANDARD, InstantSource.system()),
                Duration.ofMillis(50),
                Duration.ofSeconds(10));
        List<Thread> writers = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            Thread writer = new Thread(() -> write(postgres.getJdbcUrl("postgres", "postgres"), database, receipts));
            writer.start();
            writers.add(writer);
        }
        int before = acknowledged.size();
        int enough = before + 100 + random.nextInt(2_000);
        org.awaitility.Awaitility.await().until(() -> acknowledged.size() > enough);
        stopAtOnce(data);
        for (Thread writer : writers) {
            writer.join();
        }
        sealing.close();
        try {
            postgres.close();
        } catch (IOException ex) {
            // It is stopped already.
        }
    }

    /** What PostgreSQL calls an immediate stop: no checkpoint, no goodbye, and a recovery at the next start. */
    private static void stopAtOnce(Path data) throws IOException, InterruptedException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        assertThat(new ProcessBuilder("kill", "-QUIT", pid).start().waitFor()).isZero();
        org.awaitility.Awaitility.await()
                .until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
    }

    /** Whether the record of a commit that broke off was stored, nobody can say; it was not acknowledged. */
    private void write(String url, PGSimpleDataSource database, AuditReceipts receipts) {
        try (Connection connection = TestPostgres.connect(url)) {
            while (true) {
                var now = InstantSource.system().instant();
                AuditRecord entry =
                        AuditRecord.builder(ids.next(now), now, "chart.read").build();
                attempted.add(entry.id());
                TestPostgres.book(connection, database, receipts, entry);
                acknowledged.add(entry.id());
            }
        } catch (Exception ex) {
            // The database is gone.
        }
    }

    private void requireWhole(Path data, AuditReceipts receipts) throws Exception {
        try (EmbeddedPostgres again = TestPostgres.forcing(data)) {
            PGSimpleDataSource database = database(again);
            Set<UUID> found = new HashSet<>(TestPostgres.committed(database));
            assertThat(found).containsAll(acknowledged);
            assertThat(attempted).containsAll(found);
            assertThat(
                            AuditTestDatabase.count(
                                    database,
                                    "booking FULL JOIN readiness_audit ON record_id = id WHERE record_id IS NULL OR id IS NULL"))
                    .isZero();
            AuditSealer sealer = AuditSealer.jdbc(
                    database,
                    KEY,
                    receipts,
                    List.of(),
                    SealSettings.STANDARD,
                    () -> InstantSource.system().instant().plusSeconds(60));
            sealer.sealAll();
            assertThat(sealer.state().lost()).isZero();
            assertThat(receipts.waiting()).isZero();
            AuditVerification verified = AuditVerifier.jdbc(database, KEY).verify(List.of());
            assertThat(verified.problems()).isEmpty();
            assertThat(verified.records()).isEqualTo(found.size());
            AuditTestDatabase.execute(database, "DELETE FROM readiness_audit_lease"); // It was of another time.
        }
    }

    private static PGSimpleDataSource database(EmbeddedPostgres postgres) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
        return database;
    }
}
