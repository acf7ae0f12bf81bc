package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes, whose clocks differ by up to two minutes, want more from one key of a real store than it gives. The
 * merged trace proves that the store gave not one request more than the limit and refused none without need.
 *
 * <p>Small unless the Maven profile {@code exactness} is on, which makes it 8 processes with 4 threads each, ten times.
 */
class StoreExactnessTests {

    private static final boolean LARGE = Boolean.getBoolean("exactness.large");

    private static final int PROCESSES = LARGE ? 8 : 2;
    private static final int THREADS = 4;
    private static final int RUNS = LARGE ? 10 : 1;
    private static final int MILLIS = LARGE ? 4_000 : 1_500;

    /** PostgreSQL notes when a statement arrived, not when it got hold of the row: neighbours may be swapped. */
    private static final long SWAPPED = 2_000_000;

    @TempDir
    private Path directory;

    @Test
    void redisIsExact() throws Exception {
        try (RedisProcess redis = RedisProcess.started()) {
            for (int run = 0; run < RUNS; run++) {
                assertExact(run("redis", redis.uri(), run), 0);
            }
        }
    }

    @Test
    void postgresqlIsExact() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.started()) {
            for (int run = 0; run < RUNS; run++) {
                assertExact(run("postgresql", postgres.url(), run), SWAPPED);
            }
        }
    }

    private List<String> run(String kind, String where, int run) throws Exception {
        List<Process> processes = new ArrayList<>();
        List<Path> traces = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            Path trace = directory.resolve(kind + "-" + run + "-" + i);
            traces.add(trace);
            processes.add(start(kind, where, run, i, trace));
        }
        for (Process process : processes) {
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> "ready".equals(output.readLine()));
        }
        for (Process process : processes) {
            process.getOutputStream().write('g');
            process.getOutputStream().flush();
        }
        List<String> merged = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            assertThat(processes.get(i).waitFor()).as("exit of process %s", i).isZero();
            merged.addAll(Files.readAllLines(traces.get(i)));
        }
        return merged;
    }

    private static Process start(String kind, String where, int run, int number, Path trace) throws IOException {
        int skew = 60 * (number % 3 - 1);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExactnessWorker.class.getName(),
                        kind,
                        where,
                        Integer.toString(run),
                        Integer.toString(skew),
                        Integer.toString(THREADS),
                        Integer.toString(MILLIS),
                        trace.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void assertExact(List<String> merged, long swapped) {
        List<Step> steps = merged.stream()
                .filter(line -> line.startsWith("granted ") || line.startsWith("refused "))
                .map(Step::of)
                .sorted(Comparator.comparingLong(Step::time))
                .toList();

        assertThat(merged)
                .filteredOn(line -> line.startsWith("failures ") || line.startsWith("turned-away "))
                .containsOnly("failures 0", "turned-away 0");
        assertThat(steps.stream().filter(Step::granted).count())
                .as("permitted in all")
                .isGreaterThan(ExactnessWorker.HOT.capacity());
        assertThat(steps.stream().filter(step -> !step.granted).count())
                .as("refused in all")
                .isPositive();
        assertThat(excess(steps)).as("steps above the limit").isZero();
        assertThat(refusedWithoutNeed(steps, swapped))
                .as("refused without need")
                .isEmpty();
    }

    /** Goes once over what was granted with an exact bucket and returns how far it was overdrawn at worst. */
    private static long excess(List<Step> steps) {
        Bucket bucket = new Bucket();
        return steps.stream()
                .filter(Step::granted)
                .mapToLong(step -> bucket.take(step.time))
                .max()
                .orElseThrow();
    }

    /** Goes once over all with an exact bucket; at a refusal it must hold less than one request. */
    private static List<Step> refusedWithoutNeed(List<Step> steps, long swapped) {
        Bucket bucket = new Bucket();
        List<Step> wrong = new ArrayList<>();
        int next = 0;
        List<Step> granted = steps.stream().filter(Step::granted).toList();
        for (Step step : steps) {
            if (step.granted) {
                continue;
            }
            while (next < granted.size() && granted.get(next).time <= step.time + swapped) {
                bucket.take(granted.get(next++).time);
            }
            if (bucket.holdsOne(step.time)) {
                wrong.add(step);
            }
        }
        return wrong;
    }

    private record Step(boolean granted, long time) {

        static Step of(String line) {
            return new Step(line.startsWith("granted"), Long.parseLong(line.substring("granted ".length())));
        }
    }

    /** An exact bucket in steps of the shared stores. */
    private static final class Bucket {

        private final SharedBand band = SharedBand.of(ExactnessWorker.HOT);
        private long debt;
        private long last;

        /** Takes one and returns by how much that was too much. */
        long take(long time) {
            debt = debtAt(time) + band.unit();
            last = Math.max(last, time);
            return Math.max(0, debt - band.size());
        }

        boolean holdsOne(long time) {
            return debtAt(time) + band.unit() <= band.size();
        }

        private long debtAt(long time) {
            return last == 0 ? 0 : Math.max(0, debt - Math.max(0, time - last) * band.rate());
        }
    }
}
