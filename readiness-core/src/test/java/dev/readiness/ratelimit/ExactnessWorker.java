package dev.readiness.ratelimit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** One node of {@link StoreExactnessTests}: a process whose threads want more from one key than it gives. */
final class ExactnessWorker {

    /** So little that the threads want more even on a machine with no time for them. */
    static final RateLimit HOT = RateLimit.parse("5/1s");

    private static final RateLimit OBEDIENT = RateLimit.parse("5/1s");

    private static final RateLimitStoreSettings SETTINGS =
            RateLimitStoreSettings.of("exact", "secret-of-the-tests").withTimeout(Duration.ofSeconds(30));

    private final Trace trace;
    private final SharedRateLimitStore store;
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final long failuresAtStart;
    private volatile long end;

    private ExactnessWorker(SharedBuckets buckets, LongSupplier nanoTime) {
        this.trace = new Trace(buckets);
        this.store = new SharedRateLimitStore(trace, SETTINGS, nanoTime);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(store::isAvailable);
        this.failuresAtStart = store.failures();
    }

    /** Arguments: redis or postgresql, where, run, skew of the clock in seconds, threads, milliseconds, file of the trace. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String run = arguments[2];
        long skew = Duration.ofSeconds(Long.parseLong(arguments[3])).toNanos();
        ExactnessWorker worker =
                new ExactnessWorker(buckets(arguments[0], arguments[1]), () -> System.nanoTime() + skew);
        System.out.println("ready");
        int go = System.in.read();
        worker.end = System.nanoTime()
                + Duration.ofMillis(Long.parseLong(arguments[5])).toNanos();
        worker.run(run, Integer.parseInt(arguments[4]), go);
        worker.write(Path.of(arguments[6]));
        worker.store.close();
    }

    private static SharedBuckets buckets(String kind, String where) {
        if (kind.equals("redis")) {
            return new RedisBuckets(where, SETTINGS.timeout());
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(where);
        return new PostgresBuckets(source, SETTINGS.timeout());
    }

    private void run(String run, int threads, int number) throws InterruptedException {
        RequestRateLimiter hot = store.limiter("hot-" + run, List.of(HOT), OnStoreFailure.CLOSED);
        RequestRateLimiter own = store.limiter("own-" + run, List.of(OBEDIENT), OnStoreFailure.CLOSED);
        List<Thread> all = Stream.concat(
                        IntStream.range(0, threads).mapToObj(i -> new Thread(() -> ask(hot))),
                        Stream.of(new Thread(() ->
                                obey(own, "node-" + ProcessHandle.current().pid() + number))))
                .toList();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
    }

    private void ask(RequestRateLimiter hot) {
        while (System.nanoTime() < end) {
            if (!hot.tryAcquire("hot").permitted()) {
                Thread.yield();
            }
        }
    }

    /** Comes as early as it was told to, and never earlier: nobody may turn it away twice in a row. */
    private void obey(RequestRateLimiter own, String key) {
        while (System.nanoTime() < end) {
            RateLimitDecision decision = own.tryAcquire(key);
            if (!decision.permitted()) {
                waitFor(decision.retryAfter());
                turnedAway.addAndGet(own.tryAcquire(key).permitted() ? 0 : 1);
            }
        }
    }

    private static void waitFor(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void write(Path file) {
        try {
            Files.write(file, (Iterable<String>) Stream.concat(
                    Stream.of("turned-away " + turnedAway.get(), "failures " + (store.failures() - failuresAtStart)),
                    trace.steps.stream())::iterator);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Writes down what the store said about the hot key, with the store's time. */
    private static final class Trace implements SharedBuckets {

        private final SharedBuckets buckets;
        private final ConcurrentLinkedQueue<String> steps = new ConcurrentLinkedQueue<>();

        Trace(SharedBuckets buckets) {
            this.buckets = buckets;
        }

        @Override
        public Taken take(String id, SharedBands bands, long cost, @Nullable Long time) {
            Taken taken = buckets.take(id, bands, cost, time);
            if (id.contains(":hot-")) {
                steps.add((taken.granted() ? "granted " : "refused ") + taken.time());
            }
            return taken;
        }

        @Override
        public void giveBack(String id, SharedBands bands, long cost, @Nullable Long time) {
            buckets.giveBack(id, bands, cost, time);
        }

        @Override
        public void connect() {
            buckets.connect();
        }

        @Override
        public void close() {
            buckets.close();
        }
    }
}
