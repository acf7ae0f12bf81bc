package com.example.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What came back in one part of the run.
 *
 * @param seconds how long it was looked at
 * @param done requests that were answered as asked
 * @param refused requests that were answered with 503
 * @param failed requests with any other answer, or none
 * @param p50 milliseconds of the answers as asked
 * @param p99 the same, of the slowest hundredth
 */
record Answers(double seconds, int done, int refused, int failed, double p50, double p99) {

    /** Reads what was written, without the first {@code leaveOut} seconds, in which the users come. */
    static Answers read(Path file, double leaveOut, double until) throws IOException {
        List<long[]> all = Files.readAllLines(file).stream()
                .map(line -> line.split(" ", -1))
                .map(parts -> new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])})
                .filter(answer -> answer[0] >= leaveOut * 1000 && answer[0] < until * 1000)
                .toList();
        List<Long> times = all.stream()
                .filter(answer -> answer[1] == 200 || answer[1] == 201)
                .map(answer -> answer[2])
                .sorted()
                .toList();
        int refused = (int) all.stream().filter(answer -> answer[1] == 503).count();
        return new Answers(
                until - leaveOut,
                times.size(),
                refused,
                all.size() - times.size() - refused,
                at(times, 0.5),
                at(times, 0.99));
    }

    double throughput() {
        return done / seconds;
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }
}
