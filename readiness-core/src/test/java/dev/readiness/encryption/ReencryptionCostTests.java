package dev.readiness.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures how much slower writers are beside a re-encryption in the background, on a real PostgreSQL that forces each commit to the
 * disk: windows with and without it take turns until all rows are done: {@code -Dmeasure=true}, see docs/benchmarks.md.
 */
@EnabledIfSystemProperty(named = "measure", matches = "true")
class ReencryptionCostTests {

    private static final FieldContext PHONE = FieldContext.of("patient", "phone");

    private static final int WRITERS = 4;

    private final int rows = Integer.getInteger("measure.rows", 1_000_000);

    private final double load = Double.parseDouble(System.getProperty("measure.load", "0.2"));

    private final List<Long> latencies = new ArrayList<>();

    private final AtomicBoolean writing = new AtomicBoolean(true);

    private final AtomicReference<Exception> failure = new AtomicReference<>();

    @Test
    void writersBesideAReencryption() throws Exception {
        EncryptionKeys keys = EncryptionKeys.generate();
        FieldCipher rotated = FieldCipher.of(keys.rotate());
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            DataSource database = postgres.getPostgresDatabase();
            fill(database, FieldCipher.of(keys).encrypt("+43 660 1234567", PHONE));
            ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
            gate.writeLock().lock();
            AtomicReference<ReencryptionProgress> progress = new AtomicReference<>();
            Thread background = new Thread(() -> reencrypt(rotated, database, gate, progress));
            List<Thread> writers = writers(database);
            background.start();
            List<double[]> pairs = measure(gate, background);
            writing.set(false);
            for (Thread writer : writers) {
                writer.join();
            }
            background.join();
            assertThat(failure.get()).isNull();
            assertThat(progress.get().complete()).isTrue();
            assertThat(progress.get().changed() + progress.get().overtaken()).isEqualTo(rows);
            print(pairs);
        }
    }

    private void reencrypt(
            FieldCipher rotated,
            DataSource database,
            ReentrantReadWriteLock gate,
            AtomicReference<ReencryptionProgress> last) {
        try {
            Reencryption.of(rotated, PHONE, "id").batches(100, load).run(database, progress -> {
                last.set(progress);
                gate.readLock().lock(); // waits while a window without it is measured
                gate.readLock().unlock();
            });
        } catch (SQLException | RuntimeException ex) {
            failure.set(ex);
        }
    }

    /** Returns medians and 95th percentiles of pairs of windows: without, with. */
    private List<double[]> measure(ReentrantReadWriteLock gate, Thread background) throws InterruptedException {
        List<double[]> pairs = new ArrayList<>();
        while (background.isAlive()) {
            long[] without = window();
            gate.writeLock().unlock();
            long[] with = window();
            gate.writeLock().lock();
            if (background.isAlive() && without.length > 0 && with.length > 0) {
                pairs.add(new double[] {
                    mean(without), mean(with), without[without.length * 95 / 100], with[with.length * 95 / 100]
                });
            }
        }
        gate.writeLock().unlock();
        return pairs;
    }

    private long[] window() throws InterruptedException {
        synchronized (latencies) {
            latencies.clear();
        }
        Thread.sleep(Integer.getInteger("measure.window", 3000)); // the length of what is measured, not a wait
        synchronized (latencies) {
            return latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        }
    }

    private List<Thread> writers(DataSource database) {
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Thread thread = new Thread(() -> {
                try (Connection connection = database.getConnection();
                        PreparedStatement update =
                                connection.prepareStatement("UPDATE patient SET visits = visits + 1 WHERE id = ?")) {
                    while (writing.get()) {
                        long start = System.nanoTime();
                        update.setLong(1, 1 + ThreadLocalRandom.current().nextLong(rows));
                        update.executeUpdate();
                        long took = System.nanoTime() - start;
                        synchronized (latencies) {
                            latencies.add(took);
                        }
                        Thread.sleep(10); // users think
                    }
                } catch (SQLException | InterruptedException ex) {
                    failure.set(ex);
                }
            });
            thread.start();
            writers.add(thread);
        }
        return writers;
    }

    private void fill(DataSource database, String phone) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE patient (id BIGINT PRIMARY KEY, phone VARCHAR(100), visits INT DEFAULT 0)");
            statement.execute("INSERT INTO patient (id, phone) SELECT n, '" + phone + "' FROM generate_series(1, "
                    + rows + ") n");
            statement.execute("VACUUM ANALYZE patient");
        }
    }

    private void print(List<double[]> pairs) {
        double[] means =
                pairs.stream().mapToDouble(pair -> pair[1] / pair[0]).sorted().toArray();
        double[] tails =
                pairs.stream().mapToDouble(pair -> pair[3] / pair[2]).sorted().toArray();
        double[] alone =
                pairs.stream().mapToDouble(pair -> pair[0] / 1e6).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "FIGURE re-encryption of %,d rows, %.0f %% of the time at work, %d pairs of windows: a write takes %.2f ms alone;"
                        + " beside it %.3f times that (quartiles %.3f to %.3f), its 95th percentile %.3f times (%.3f to %.3f)%n",
                rows,
                load * 100,
                pairs.size(),
                alone[alone.length / 2],
                means[means.length / 2],
                means[means.length / 4],
                means[means.length * 3 / 4],
                tails[tails.length / 2],
                tails[tails.length / 4],
                tails[tails.length * 3 / 4]);
    }

    private static double mean(long[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
