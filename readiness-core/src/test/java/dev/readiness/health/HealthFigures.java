package dev.readiness.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The figures of docs/benchmarks.md about health: 1,000 probes at once over 50 checks of which 10 hang.
 *
 * <p>{@code java dev.readiness.health.HealthFigures}, on the class path of the tests.
 */
final class HealthFigures {

    private static final int CHECKS = 50;
    private static final int HANGING = 10;
    private static final int PROBES = 1_000;
    private static final int ROUNDS = 200;

    private HealthFigures() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(measure());
    }

    static Figures measure() throws Exception {
        AtomicLong runs = new AtomicLong();
        AtomicLong inProbe = new AtomicLong();
        CountDownLatch end = new CountDownLatch(1);
        HealthMonitorBuilder builder =
                HealthMonitor.builder().defaults(CheckSettings.defaults().withTimeout(Duration.ofMillis(100)));
        for (int i = 0; i < CHECKS; i++) {
            boolean hangs = i < HANGING;
            builder.readiness("check-" + i, () -> {
                runs.incrementAndGet();
                if (Thread.currentThread().getName().startsWith("probe-")) {
                    inProbe.incrementAndGet();
                }
                if (hangs) {
                    end.await();
                }
                return HealthResult.up().with("figure", "1 of 2");
            });
        }
        long threadsBefore = ourThreads();
        try (HealthMonitor monitor = builder.build().start()) {
            monitor.awaitFirstResults(Duration.ofMinutes(1));
            long[] nanos = probe(monitor);
            long ownThreads = ourThreads() - threadsBefore;
            Arrays.sort(nanos);
            return new Figures(
                    inProbe.get(),
                    nanos[nanos.length / 2],
                    nanos[nanos.length / 100 * 99],
                    ownThreads,
                    monitor.states().values().stream().filter(CheckState::hung).count());
        } finally {
            end.countDown();
        }
    }

    /** Others come and go in a virtual machine that runs tests. */
    private static long ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("readiness-health"))
                .count();
    }

    private static long[] probe(HealthMonitor monitor) throws Exception {
        long[] nanos = new long[PROBES * ROUNDS];
        CyclicBarrier together = new CyclicBarrier(PROBES);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            int probe = i;
            Thread thread = new Thread(
                    () -> {
                        try {
                            together.await();
                        } catch (Exception ex) {
                            throw new IllegalStateException(ex);
                        }
                        for (int round = 0; round < ROUNDS; round++) {
                            long start = System.nanoTime();
                            HealthReport report = monitor.report(Probe.READINESS);
                            nanos[probe * ROUNDS + round] = System.nanoTime() - start;
                            if (report.checks().size() != CHECKS) {
                                throw new IllegalStateException("a check is missing");
                            }
                        }
                    },
                    "probe-" + probe);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return nanos;
    }

    /** What was measured. */
    record Figures(long runsByProbes, long medianNanos, long p99Nanos, long threads, long hung) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d probes at once, %d each, over %d checks of which %d hang: %d check runs by probes, median %.3f ms,"
                            + " p99 %.3f ms, %d threads for checks, scheduler and listeners",
                    PROBES,
                    ROUNDS,
                    CHECKS,
                    hung,
                    runsByProbes,
                    medianNanos / 1e6,
                    p99Nanos / 1e6,
                    threads);
        }
    }
}
