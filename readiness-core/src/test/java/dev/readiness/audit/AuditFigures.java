package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * The figures of {@code docs/benchmarks.md}. It asserts nothing: absolute figures are those of the machine, the ratios come from
 * variants that take turns within one run. {@code mvn test -pl readiness-core -am -Dtest=AuditFigures
 * -Dsurefire.failIfNoSpecifiedTests=false}
 */
class AuditFigures {

    private static final int THREADS = 16;
    private static final int ROUNDS = Integer.getInteger("audit-figures.rounds", 5);
    private static final Duration ROUND = Duration.ofMillis(Integer.getInteger("audit-figures.millis", 2_000));
    private static final int SEALED = Integer.getInteger("audit-figures.records", 100_000);

    private static final TimeOrderedIds IDS = new TimeOrderedIds();

    private final ThreadLocal<List<Runnable>> committed = ThreadLocal.withInitial(ArrayList::new);

    private static EmbeddedPostgres postgres;
    private static JdbcConnectionPool pool;

    @TempDir
    private Path directory;

    /** One transaction of a variant. */
    @FunctionalInterface
    private interface Work {

        void run(Connection connection) throws SQLException;
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = TestPostgres.forcing();
        PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
        connections.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
        pool = JdbcConnectionPool.create(connections);
        pool.setMaxConnections(THREADS + 4);
    }

    @AfterAll
    static void stop() throws IOException {
        pool.dispose();
        postgres.close();
    }

    @BeforeEach
    void createTables() throws SQLException {
        AuditTestDatabase.recreateTables(pool);
        for (String table : List.of("booking", "extra")) {
            AuditTestDatabase.execute(pool, "DROP TABLE IF EXISTS " + table);
            AuditTestDatabase.execute(pool, "CREATE TABLE " + table + " (id UUID PRIMARY KEY, content TEXT NOT NULL)");
        }
    }

    @Test
    void costInTheBusinessTransaction() throws Exception {
        AuditReceipts receipts = AuditReceipts.in(directory.resolve("receipts"), KEY);
        Map<String, Work> variants = new LinkedHashMap<>();
        variants.put("business insert", connection -> insert(connection, "booking", "a booking"));
        variants.put("business insert + bare insert of the same bytes", connection -> {
            insert(connection, "booking", "a booking");
            insert(connection, "extra", AuditJson.write(entry()));
        });
        variants.put("business insert + record", connection -> {
            insert(connection, "booking", "a booking");
            joining(connection).appendInTransaction(entry());
        });
        variants.put("business insert + record, sealer at work", variants.get("business insert + record"));
        variants.put("business insert + record and receipt", connection -> {
            insert(connection, "booking", "a booking");
            AuditStore.jdbc(pool, TestPostgres.callers(connection, committed.get()), KEY, receipts)
                    .appendInTransaction(entry());
        });
        variants.put("five statements", AuditFigures::fiveStatements);
        variants.put("five statements + record", connection -> {
            fiveStatements(connection);
            joining(connection).appendInTransaction(entry());
        });
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Work> variant : variants.entrySet()) {
                boolean sealing = variant.getKey().endsWith("sealer at work");
                double rate = sealing ? whileSealing(variant.getValue()) : transactionsPerSecond(variant.getValue());
                if (round > 0) { // The first one warms up.
                    rates.computeIfAbsent(variant.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        say("PostgreSQL, " + THREADS + " threads, transactions a second, median of " + ROUNDS + " (least to most)");
        rates.forEach(AuditFigures::sayRates);
        ratio(rates, "business insert + record", "business insert + bare insert of the same bytes");
        ratio(rates, "business insert + record, sealer at work", "business insert + record");
        ratio(rates, "business insert + record and receipt", "business insert + record");
        ratio(rates, "five statements + record", "five statements");
    }

    @Test
    void fileStore() throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            double each = forceForEachRecord(directory.resolve("each-" + round));
            double group;
            try (AuditStore store = AuditStore.file(directory.resolve("group-" + round))) {
                group = perSecond(() -> store.append(entry()));
            }
            if (round > 0) {
                rates.computeIfAbsent("one force a record", name -> new ArrayList<>())
                        .add(each);
                rates.computeIfAbsent("file store", name -> new ArrayList<>()).add(group);
            }
        }
        say("File, " + THREADS + " threads, records a second, median of " + ROUNDS + " (least to most)");
        rates.forEach(AuditFigures::sayRates);
        ratio(rates, "file store", "one force a record");
    }

    @Test
    void sealingAndVerification() throws Exception {
        appendForSealing(SEALED);
        AuditSealer sealer = AuditSealer.jdbc(pool, KEY, List.of(), SealSettings.STANDARD, InstantSource.system());
        long start = System.nanoTime();
        long sealed = sealer.sealAll();
        say("Sealing: %,.0f records a second (%,d records)", sealed / secondsSince(start), sealed);

        AuditVerifier verifier = AuditVerifier.jdbc(pool, KEY);
        say("Verification in PostgreSQL, records a second: %s", perSecond(sealed, () -> verifier.verify(List.of())));

        Path export = directory.resolve("trail.zip");
        try (OutputStream out = Files.newOutputStream(export)) {
            new AuditExport(pool, KEY.verifier()).writeTrail(out);
        }
        List<String> arguments =
                List.of(export.toString(), "--key", KEY.verifier().toString());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        say(
                "Verification of an export (zip) on one core, records a second: %s",
                perSecond(sealed, () -> VerifyAuditTrail.run(arguments, nowhere)));
    }

    /** The first pass warms up. */
    private static String perSecond(long records, Runnable pass) {
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            pass.run();
            if (round > 0) {
                rates.add(records / secondsSince(start));
            }
        }
        List<Double> sorted = rates.stream().sorted().toList();
        return String.format("%,.0f (%,.0f to %,.0f)", sorted.get(ROUNDS / 2), sorted.get(0), sorted.get(ROUNDS - 1));
    }

    @Test
    void processorTimeOfARecord() {
        long total = 0;
        int count = 100_000;
        for (int round = 0; round < 5; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int length = 0;
            for (int number = 0; number < count; number++) {
                AuditRecord entry = entry();
                String content = AuditJson.write(entry);
                length += KEY.mac().of(entry.id(), content).length() + content.length();
            }
            total = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start + (length == 0 ? 1 : 0);
        }
        say("Making, writing and marking a record: %,d ns of processor time", total / count);
    }

    @Test
    void processorTimeOfAReceipt() {
        int count = 100_000;
        long each = 0;
        List<AuditRecord> records =
                IntStream.range(0, count).mapToObj(number -> entry()).toList();
        List<String> contents = records.stream().map(AuditJson::write).toList();
        for (int round = 0; round < 5; round++) {
            try (AuditReceipts receipts = AuditReceipts.in(directory.resolve("receipts-" + round), KEY)) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                for (int number = 0; number < count; number++) {
                    receipts.acknowledge(records.get(number).id(), contents.get(number));
                }
                each = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / count;
            }
        }
        say("A receipt, written to its file: %,d ns of processor time", each);
    }

    @Test
    void sizeOfAProof() {
        int leaves = 1_000_000;
        List<byte[]> hashes = new ArrayList<>();
        for (int number = 0; number < leaves; number++) {
            hashes.add(MerkleHash.ofLeaf(Integer.toString(number).getBytes(StandardCharsets.US_ASCII)));
        }
        List<List<byte[]>> levels = new ArrayList<>(List.of(hashes));
        while (levels.get(levels.size() - 1).size() > 1) {
            List<byte[]> below = levels.get(levels.size() - 1);
            levels.add(IntStream.range(0, below.size() / 2)
                    .mapToObj(at -> MerkleHash.ofNode(below.get(2 * at), below.get(2 * at + 1)))
                    .toList());
        }
        MerkleTree tree =
                new MerkleTree((height, position) -> levels.get(height).get((int) position));
        SignedCheckpoint checkpoint =
                SignedCheckpoint.sign(Checkpoint.of("test.example/audit", leaves, tree.root(leaves)), KEY);
        int size = new AuditProof(12_345, tree.inclusionProof(12_345, leaves), checkpoint)
                .text()
                .length();
        say("A proof among a million records: %,d bytes", size);
    }

    private static void fiveStatements(Connection connection) throws SQLException {
        for (int number = 0; number < 5; number++) {
            insert(connection, "booking", "a booking");
        }
    }

    private double whileSealing(Work work) throws Exception {
        AuditSealer sealer = AuditSealer.jdbc(pool, KEY, List.of(), SealSettings.STANDARD, InstantSource.system());
        sealer.sealAll();
        SealingThread sealing = SealingThread.start(sealer, Duration.ofSeconds(1), Duration.ofMinutes(1));
        try {
            return transactionsPerSecond(work);
        } finally {
            sealing.close();
        }
    }

    private double transactionsPerSecond(Work work) throws Exception {
        return perSecond(() -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                work.run(connection);
                connection.commit();
                connection.setAutoCommit(true);
                committed.get().forEach(Runnable::run);
                committed.get().clear();
            } catch (SQLException ex) {
                throw new IllegalStateException(ex);
            }
        });
    }

    private static double perSecond(Runnable work) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        long end = start + ROUND.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            threads.add(new Thread(() -> {
                while (System.nanoTime() < end) {
                    work.run();
                    done.incrementAndGet();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return done.get() / secondsSince(start);
    }

    private static double forceForEachRecord(Path file) throws Exception {
        try (var channel =
                java.nio.channels.FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            return perSecond(() -> {
                synchronized (channel) {
                    try {
                        channel.write(java.nio.ByteBuffer.wrap(AuditFrame.encode(AuditJson.write(entry()))));
                        channel.force(true);
                    } catch (IOException ex) {
                        throw new IllegalStateException(ex);
                    }
                }
            });
        }
    }

    private static void appendForSealing(int number) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            AuditStore store = joining(connection);
            for (int at = 0; at < number; at++) {
                store.appendInTransaction(entry());
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static AuditStore joining(Connection connection) {
        return AuditStore.jdbc(pool, () -> Optional.of(connection), KEY);
    }

    private static void insert(Connection connection, String table, String content) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table + " (id, content) VALUES (?, ?)")) {
            statement.setObject(1, UUID.randomUUID());
            statement.setString(2, content);
            statement.executeUpdate();
        }
    }

    private static AuditRecord entry() {
        Instant now = InstantSource.system().instant();
        return AuditRecord.builder(IDS.next(now), now, "appointment.book")
                .actor(AuditRecord.Actor.user("ann"))
                .subject("patient-4711")
                .target("appointment", "815")
                .source(new AuditRecord.Source("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0"))
                .correlationId("0af7651916cd43dd8448eb211c80319c")
                .origin(new AuditRecord.Origin("clinic", "1.0", "node-1"))
                .build();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void ratio(Map<String, List<Double>> rates, String one, String other) {
        List<Double> ratios = IntStream.range(0, ROUNDS)
                .mapToObj(round -> rates.get(one).get(round) / rates.get(other).get(round))
                .sorted()
                .toList();
        say("%s / %s: %.2f (%.2f to %.2f)", one, other, ratios.get(ROUNDS / 2), ratios.get(0), ratios.get(ROUNDS - 1));
    }

    private static void sayRates(String name, List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        say("  %-50s %,8.0f (%,.0f to %,.0f)", name, sorted.get(ROUNDS / 2), sorted.get(0), sorted.get(ROUNDS - 1));
    }

    private static void say(String format, Object... arguments) {
        System.out.printf("FIGURE " + format + "%n", arguments);
    }
}
