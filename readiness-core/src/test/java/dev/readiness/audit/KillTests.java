package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Kills a process with 16 writers at a random moment, and looks for what it had acknowledged: in its file, in what it spilled
 * while its database was away, and in its database. 2 times each by default; {@code -Paudit-durability} does it 200 times each.
 */
class KillTests {

    private static final int KILLS = Integer.getInteger("audit.kills", 2);

    private final Random random = new Random();

    @TempDir
    private Path directory;

    @Test
    void noRecordThatWasAcknowledgedIsLostWhenTheProcessIsKilled() throws IOException, InterruptedException {
        long acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path file = directory.resolve("audit-" + kill + ".jsonl");
            KilledWriters writers = killed("file", file.toString());

            try (AuditStore store = AuditStore.file(file)) {
                writers.requireAllIn(read(store));
            }
            acknowledged += writers.acknowledged().size();
        }
        say("file", acknowledged);
    }

    @Test
    void noRecordThatWasSpilledIsLostWhenTheProcessIsKilled() throws IOException, InterruptedException {
        long acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path spill = directory.resolve("spill-" + kill);
            KilledWriters writers = killed("spill", spill.toString());

            AuditStore back = AuditStore.inMemory();
            try (AuditStore store = AuditStore.spilling(back, spill, Duration.ofMillis(20))) {
                org.awaitility.Awaitility.await()
                        .untilAsserted(() -> assertThat(read(back)).containsAll(writers.acknowledged()));
                writers.requireAllIn(read(store));
            }
            acknowledged += writers.acknowledged().size();
        }
        say("spill", acknowledged);
    }

    /** The process also seals, and is killed while it does. */
    @Test
    void noRecordOfADatabaseIsLostOrWithoutItsRowWhenTheProcessIsKilled() throws Exception {
        long acknowledged = 0;
        try (EmbeddedPostgres postgres = TestPostgres.forcing()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(url);
            for (int kill = 0; kill < KILLS; kill++) {
                AuditTestDatabase.recreateTables(database);
                AuditTestDatabase.execute(database, "DROP TABLE IF EXISTS booking");
                AuditTestDatabase.execute(database, "CREATE TABLE booking (record_id UUID PRIMARY KEY)");
                Path receipts = directory.resolve("receipts-" + kill);
                KilledWriters writers = killed("database", url, receipts.toString());

                writers.requireAllIn(TestPostgres.committed(database));
                requireWhole(database, receipts);
                acknowledged += writers.acknowledged().size();
            }
        }
        say("database", acknowledged);
    }

    private static void requireWhole(DataSource database, Path receipts) throws SQLException {
        try (AuditReceipts left = AuditReceipts.in(receipts, KEY)) {
            // The one that was killed still has the lease, and this one comes from another time.
            AuditSealer sealer = AuditSealer.jdbc(
                    database,
                    KEY,
                    left,
                    List.of(),
                    SealSettings.STANDARD,
                    () -> InstantSource.system().instant().plusSeconds(60));
            sealer.sealAll();
            assertThat(sealer.state().lost()).isZero();
            assertThat(left.waiting()).isZero();
        }
        AuditVerification found = AuditVerifier.jdbc(database, KEY).verify(List.of());
        assertThat(found.problems()).isEmpty();
        assertThat(found.unsealed()).isZero();
        assertThat(found.records()).isEqualTo(AuditTestDatabase.count(database, "readiness_audit"));
        assertThat(AuditTestDatabase.count(
                        database,
                        "booking FULL JOIN readiness_audit ON record_id = id WHERE record_id IS NULL OR id IS NULL"))
                .isZero();
    }

    private KilledWriters killed(String... arguments) throws IOException, InterruptedException {
        return KilledWriters.run(Writers.class, 200 + random.nextInt(2_000), arguments);
    }

    private static Set<UUID> read(AuditStore store) {
        Set<UUID> found = new HashSet<>();
        AuditQuery query = AuditQuery.oldestFirst(AuditQuery.MAX_LIMIT);
        for (boolean more = true; more; ) {
            AuditPage page = store.read(query);
            page.records().forEach(entry -> found.add(entry.id()));
            query = query.after(page.next().orElse(null));
            more = page.next().isPresent();
        }
        return found;
    }

    private static void say(String where, long acknowledged) {
        System.out.printf("FIGURE %,d kills, %s: %,d records acknowledged, none lost%n", KILLS, where, acknowledged);
    }

    /** The process that is killed. */
    static final class Writers {

        private Writers() {}

        public static void main(String[] args) {
            switch (args[0]) {
                case "file" -> {
                    AuditStore store = AuditStore.file(Path.of(args[1]));
                    KilledWriters.write(store::append);
                }
                case "spill" -> {
                    AuditStore store = AuditStore.spilling(new GoneStore(), Path.of(args[1]), Duration.ofMillis(20));
                    KilledWriters.write(store::append);
                }
                default -> writeToDatabase(args[1], Path.of(args[2]));
            }
        }

        private static void writeToDatabase(String url, Path directory) {
            AuditReceipts receipts = AuditReceipts.in(directory, KEY);
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(url);
            AuditSealer sealer =
                    AuditSealer.jdbc(database, KEY, receipts, List.of(), SealSettings.STANDARD, InstantSource.system());
            SealingThread.start(sealer, Duration.ofMillis(50), Duration.ofSeconds(1));
            ThreadLocal<Connection> connections = ThreadLocal.withInitial(() -> TestPostgres.connect(url));
            KilledWriters.write(entry -> TestPostgres.book(connections.get(), database, receipts, entry));
        }
    }

    /** A database that is away. */
    private static final class GoneStore implements AuditStore {

        @Override
        public void append(AuditRecord entry) {
            throw new AuditStoreException("The database is away", null);
        }

        @Override
        public AuditPage read(AuditQuery query) {
            return new AuditPage(List.of(), Optional.empty());
        }

        @Override
        public boolean isDurable() {
            return true;
        }
    }
}
