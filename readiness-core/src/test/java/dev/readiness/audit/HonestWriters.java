package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** One process of {@link HonestTrailTests}: 16 threads that write, and a sealer that fights with those of the others. */
final class HonestWriters {

    private static final int WRITERS = 16;
    private static final SealSettings IMPATIENT = new SealSettings(
            500,
            Duration.ofMinutes(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(1),
            Duration.ZERO,
            Duration.ofSeconds(5),
            null);

    private final JdbcConnectionPool pool;
    private final AuditReceipts receipts;
    private final int wanted;
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicLong offset = new AtomicLong();
    private final InstantSource clock = () -> InstantSource.system().instant().plusMillis(offset.get());

    private HonestWriters(JdbcConnectionPool pool, AuditReceipts receipts, int wanted) {
        this.pool = pool;
        this.receipts = receipts;
        this.wanted = wanted;
    }

    public static void main(String[] args) throws Exception {
        PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
        connections.setUrl(args[0]);
        JdbcConnectionPool pool = JdbcConnectionPool.create(connections);
        pool.setMaxConnections(2 * WRITERS + 2);
        try (AuditReceipts receipts = AuditReceipts.in(Path.of(args[1]), KEY)) {
            new HonestWriters(pool, receipts, Integer.parseInt(args[2])).run();
        }
        pool.dispose();
    }

    private void run() throws InterruptedException {
        AtomicBoolean writing = new AtomicBoolean(true);
        AuditSealer sealer = AuditSealer.jdbc(pool, KEY, receipts, List.of(), IMPATIENT, clock);
        Thread sealing = new Thread(() -> {
            while (writing.get()) {
                seal(sealer);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        });
        sealing.start();
        List<Thread> writers = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            Thread writer = new Thread(this::write);
            writer.start();
            writers.add(writer);
        }
        for (Thread writer : writers) {
            writer.join();
        }
        writing.set(false);
        sealing.join();
        if (sealer.state().lost() > 0 || sealer.state().unwritten() > 0) {
            System.out.println("honest: accused of " + sealer.state());
        }
        System.out.println("honest: " + committed.get());
    }

    /** Another one may be faster; what it accuses of is said. */
    private static void seal(AuditSealer sealer) {
        try {
            sealer.seal();
        } catch (AuditTamperedException ex) {
            System.out.println("honest: accused: " + ex.getMessage());
        } catch (AuditStoreException ex) {
            // Its rows are in the next round.
        }
    }

    private void write() {
        Random random = new Random();
        while (committed.get() < wanted) {
            if (random.nextInt(100) == 0) {
                offset.set(random.nextInt(1_200_000) - 600_000);
            }
            try {
                if (random.nextInt(20) == 0) {
                    AuditStore.jdbc(pool, CallersConnection.NONE, KEY, receipts).append(entry(random));
                    committed.incrementAndGet();
                } else {
                    inTransaction(random);
                }
            } catch (SQLException ex) {
                throw new IllegalStateException(ex);
            }
        }
    }

    private void inTransaction(Random random) throws SQLException {
        List<Runnable> tasks = new ArrayList<>();
        int count = 1 + random.nextInt(30);
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            AuditStore store = AuditStore.jdbc(pool, TestPostgres.callers(connection, tasks), KEY, receipts);
            for (int number = 0; number < count; number++) {
                store.appendInTransaction(entry(random));
            }
            if (random.nextInt(100) == 0) {
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(3_000)).toNanos());
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
                connection.setAutoCommit(true);
                return;
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
        tasks.forEach(Runnable::run);
        committed.addAndGet(count);
    }

    private AuditRecord entry(Random random) {
        Instant now = clock.instant();
        AuditRecord.Builder entry = AuditRecord.builder(ids.next(now), now, "chart.ıİread")
                .actor(AuditRecord.Actor.user("Ünal ๑ " + random.nextInt(100)))
                .subject("patient-" + random.nextInt(10_000))
                .target("chart", "c-" + random.nextInt(10_000))
                .reason("\u202e\ud83d\ude00 line\nbreak");
        Map.of("from", "1", "to", "2", "grams", String.format("%,.3f", random.nextDouble() * 1e6))
                .forEach(entry::detail);
        if (random.nextInt(5) == 0) {
            entry.subject("patient-also").target("chart", "also");
        }
        return entry.build();
    }
}
