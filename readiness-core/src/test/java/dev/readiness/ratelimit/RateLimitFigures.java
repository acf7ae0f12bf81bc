package dev.readiness.ratelimit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures rate limits and prints them as ratios against the plain libraries in the same run; see docs/benchmarks.md. */
final class RateLimitFigures {

    private static final RateLimitStoreSettings SETTINGS =
            RateLimitStoreSettings.of("figures", "secret-of-the-figures").withTimeout(Duration.ofSeconds(20));

    private static final List<RateLimit> NEVER_DRY = List.of(new RateLimit(1_000_000_000, Duration.ofDays(1)));

    private RateLimitFigures() {}

    /** Measures what is named: local, cpu, memory, redis, postgresql, outage; everything if nothing is. */
    public static void main(String[] arguments) throws Exception {
        List<String> wanted = arguments.length == 0 || arguments[0].isBlank()
                ? List.of("local", "cpu", "memory", "redis", "postgresql", "outage")
                : List.of(arguments[0].split(","));
        for (String figure : wanted) {
            switch (figure) {
                case "local" -> local();
                case "cpu" -> cpu();
                case "memory" -> memory();
                case "redis" -> redis();
                case "postgresql" -> postgresql();
                case "outage" -> outage();
                default -> throw new IllegalArgumentException("'" + figure + "' is no figure");
            }
        }
        System.exit(0);
    }

    private static void local() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(LocalDecisionBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        for (String keys : List.of("1", "1000")) {
            RunResult raw = result(results, "bucket4jInAMap", keys);
            RunResult ours = result(results, "limiter", keys);
            print(
                    "local decision, %s keys: %.1f ns (± %.1f), Bucket4j in a map %.1f ns (± %.1f), ratio %.2f; %.0f bytes, Bucket4j %.0f",
                    keys,
                    ours.getPrimaryResult().getScore(),
                    ours.getPrimaryResult().getScoreError(),
                    raw.getPrimaryResult().getScore(),
                    raw.getPrimaryResult().getScoreError(),
                    ours.getPrimaryResult().getScore() / raw.getPrimaryResult().getScore(),
                    bytes(ours),
                    bytes(raw));
        }
    }

    private static RunResult result(Collection<RunResult> results, String method, String keys) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method)
                        && result.getParams().getParam("keys").equals(keys))
                .findFirst()
                .orElseThrow();
    }

    private static double bytes(RunResult result) {
        return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    }

    /** On a busy machine the clock says little; what the processor spent on a thread says the same as ever. */
    private static void cpu() {
        for (int keys : List.of(1, 1000)) {
            LocalDecisionBenchmark work = new LocalDecisionBenchmark();
            work.keys = keys;
            work.fill();
            double[] ratios = new double[21];
            double[] ours = new double[ratios.length];
            for (int round = -10; round < ratios.length; round++) {
                double raw = cpuNanos(work::bucket4jInAMap);
                double limiter = cpuNanos(work::limiter);
                if (round >= 0) {
                    ratios[round] = limiter / raw;
                    ours[round] = limiter;
                }
            }
            Arrays.sort(ratios);
            Arrays.sort(ours);
            print(
                    "processor time of a local decision, %d keys: %.0f ns, ratio to Bucket4j in a map %.2f (%.2f to %.2f)",
                    keys, ours[ours.length / 2], ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1]);
        }
    }

    private static double cpuNanos(Supplier<?> work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int times = 300_000;
        long before = threads.getCurrentThreadCpuTime();
        int seen = 0;
        for (int i = 0; i < times; i++) {
            seen += work.get() == null ? 1 : 0;
        }
        return (threads.getCurrentThreadCpuTime() - before) / (double) (times + seen);
    }

    private static void memory() {
        long empty = heap();
        RequestRateLimiter limiter = RequestRateLimiter.inMemory(List.of(RateLimit.parse("10/1h")));
        for (int i = 0; i < 100_000; i++) {
            limiter.tryAcquire("key" + i);
        }
        print("100,000 keys: %.1f MB", (heap() - empty) / 1e6);
        SplittableRandom random = new SplittableRandom(1);
        long admitted = admitted(limiter, "attacker");
        for (int million = 1; million <= 10; million++) {
            for (int i = 0; i < 1_000_000; i++) {
                limiter.tryAcquire(Long.toString(random.nextLong(), 36));
            }
            admitted += admitted(limiter, "attacker");
            if (million == 1 || million % 3 == 1) {
                print("after %d million random keys: %.1f MB", million, (heap() - empty) / 1e6);
            }
        }
        print("permitted to one key at 10/1h, before and between them: %d", admitted);
    }

    private static long admitted(RequestRateLimiter limiter, String key) {
        long admitted = 0;
        for (int i = 0; i < 100; i++) {
            admitted += limiter.tryAcquire(key).permitted() ? 1 : 0;
        }
        return admitted;
    }

    private static long heap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void redis() throws Exception {
        try (RedisProcess redis = RedisProcess.started();
                RateLimitStore store = RateLimitStore.redis(redis.uri(), SETTINGS)) {
            RedisClient client = RedisClient.create(redis.uri());
            StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
            byte[] value = new byte[40];
            String bare = connection
                    .sync()
                    .scriptLoad(bytes("redis.call('GET', KEYS[1])\n"
                            + "redis.call('SET', KEYS[1], ARGV[1], 'PX', 60000)\nreturn ARGV[1]"));
            new LoadRun("Redis, script that reads and writes a value")
                    .against(
                            "bare script",
                            i -> connection
                                    .async()
                                    .evalsha(
                                            bare,
                                            ScriptOutputType.VALUE,
                                            new byte[][] {bytes("bare" + i % 2000)},
                                            value)
                                    .get(20, TimeUnit.SECONDS))
                    .measure(store.limiter("spread", NEVER_DRY, OnStoreFailure.CLOSED));
            client.shutdown();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void postgresql() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.started();
                RateLimitStore store = RateLimitStore.postgresql(postgres.dataSource(), SETTINGS);
                PostgresConnections connections = new PostgresConnections(postgres.dataSource(), SETTINGS.timeout())) {
            connections.open();
            new LoadRun("PostgreSQL, SELECT 1 on as many connections")
                    .against("SELECT 1", i -> {
                        PostgresConnections.Prepared connection = connections.borrow();
                        try (ResultSet row = connection.statement("SELECT 1").executeQuery()) {
                            row.next();
                        }
                        connections.giveBack(connection);
                    })
                    .measure(store.limiter("spread", NEVER_DRY, OnStoreFailure.CLOSED));
        }
    }

    private static void outage() {
        RateLimitStoreSettings impatient = SETTINGS.withTimeout(Duration.ofMillis(50));
        try (RedisProcess redis = RedisProcess.started();
                RateLimitStore store = RateLimitStore.redis(redis.uri(), impatient)) {
            outage("Redis", store, redis::pause, redis::resume);
        }
        try (PostgresProcess postgres = PostgresProcess.started();
                RateLimitStore store = RateLimitStore.postgresql(postgres.dataSource(), impatient)) {
            outage("PostgreSQL", store, postgres::pause, postgres::resume);
        }
    }

    private static void outage(String name, RateLimitStore store, Runnable pause, Runnable resume) {
        RequestRateLimiter limiter = store.limiter("outage", NEVER_DRY, OnStoreFailure.LOCAL);
        for (int i = 0; i < 2_000; i++) {
            limiter.tryAcquire("key");
        }
        pause.run();
        long before = System.nanoTime();
        limiter.tryAcquire("key");
        long first = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            limiter.tryAcquire("key");
        }
        long rest = System.nanoTime();
        resume.run();
        long resumed = System.nanoTime();
        while (!store.isAvailable()) {
            Thread.onSpinWait();
        }
        print(
                "%s paused: first decision %.1f ms, then %.1f µs each; %d failed; back %.0f ms after it went on",
                name,
                (first - before) / 1e6,
                (rest - first) / 1e3 / 10_000,
                store.failures(),
                (System.nanoTime() - resumed) / 1e6);
    }

    static void print(String format, Object... values) {
        System.out.println("FIGURE " + String.format(Locale.ROOT, format, values));
    }
}
