package dev.readiness.ratelimit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Runs decisions and what they are compared with in turn, in a closed loop, so that a busy machine disturbs both alike. */
final class LoadRun {

    private static final int ROUNDS = Integer.getInteger("figures.rounds", 7);

    private static final long MILLIS = 700;

    private final String title;
    private final Map<String, Work> works = new LinkedHashMap<>();

    LoadRun(String title) {
        this.title = title;
    }

    LoadRun against(String name, Work work) {
        works.put(name, work);
        return this;
    }

    void measure(RequestRateLimiter limiter) throws Exception {
        works.put("spread keys", i -> limiter.tryAcquire("key" + i % 2000));
        works.put("one hot key", i -> limiter.tryAcquire("hot"));
        latencies();
        for (int threads : List.of(1, 16)) {
            Map<String, double[]> rates = new LinkedHashMap<>();
            works.keySet().forEach(name -> rates.put(name, new double[ROUNDS]));
            for (int round = -1; round < ROUNDS; round++) {
                for (Map.Entry<String, Work> work : works.entrySet()) {
                    double rate = rate(threads, work.getValue());
                    if (round >= 0) {
                        rates.get(work.getKey())[round] = rate;
                    }
                }
            }
            print(threads, rates);
        }
    }

    /**
     * Times single operations in turn, by one thread. The fastest tenth shows what an operation costs where a busy machine
     * did not come in between.
     */
    private void latencies() throws Exception {
        int times = 6_000;
        Map<String, long[]> nanos = new LinkedHashMap<>();
        works.keySet().forEach(name -> nanos.put(name, new long[times]));
        for (int i = -2_000; i < times; i++) {
            for (Map.Entry<String, Work> work : works.entrySet()) {
                long before = System.nanoTime();
                work.getValue().run(i + 2_000);
                long after = System.nanoTime();
                if (i >= 0) {
                    nanos.get(work.getKey())[i] = after - before;
                }
            }
        }
        nanos.values().forEach(Arrays::sort);
        long[] base = nanos.values().iterator().next();
        nanos.forEach((name, sorted) -> RateLimitFigures.print(
                "%s, one at a time, %s: fastest tenth %.0f µs, median %.0f µs; of the rate of the first: %d %%, median %d %%",
                title,
                name,
                sorted[times / 10] / 1e3,
                sorted[times / 2] / 1e3,
                100 * base[times / 10] / sorted[times / 10],
                100 * base[times / 2] / sorted[times / 2]));
    }

    private void print(int threads, Map<String, double[]> rates) {
        double[] base = rates.values().iterator().next();
        rates.forEach((name, measured) -> {
            double[] ratios = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                ratios[i] = 100 * measured[i] / base[i];
            }
            Arrays.sort(ratios);
            double[] sorted = measured.clone();
            Arrays.sort(sorted);
            RateLimitFigures.print(
                    "%s, %d threads, %s: %.0f/s (%.0f to %.0f), ratio %.0f %% (%.0f to %.0f)",
                    title,
                    threads,
                    name,
                    sorted[ROUNDS / 2],
                    sorted[0],
                    sorted[ROUNDS - 1],
                    ratios[ROUNDS / 2],
                    ratios[0],
                    ratios[ROUNDS - 1]);
        });
    }

    private static double rate(int threads, Work work) throws InterruptedException {
        LongAdder done = new LongAdder();
        List<Thread> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int from = thread * 7919;
            all.add(new Thread(() -> loop(work, from, done)));
        }
        long begin = System.nanoTime();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        return done.sum() / ((System.nanoTime() - begin) / 1e9);
    }

    private static void loop(Work work, int from, LongAdder done) {
        try {
            long begin = System.nanoTime();
            for (int i = from; System.nanoTime() - begin < MILLIS * 1_000_000L; i++) {
                work.run(i);
                done.increment();
            }
        } catch (Exception ex) {
            throw new IllegalStateException("The measurement is void", ex);
        }
    }

    /** One operation. */
    @FunctionalInterface
    interface Work {

        void run(int number) throws Exception;
    }
}
