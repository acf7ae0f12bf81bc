package dev.readiness.scaling;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds a queue that no meter shows, by what time it costs: a lock on a row, a disk that writes one thing after the other.
 *
 * <p>With a fixed part {@code H} and a part {@code S} that only one request at a time can be in, a request that finds
 * {@code X·r} others there needs {@code r = S·(1 + X·r)} for it (mean value analysis after Schweitzer 1979). Two loads give
 * two equations for {@code H} and {@code S}. {@code S} is the demand; {@code 1/S} requests a second are the most that pass.
 */
final class HiddenQueue {

    /** Less growth than this from the lowest load to the highest is noise. */
    private static final double GROWTH = 1.3;

    /** Fewer requests than this in the queue at the highest load are noise. */
    private static final double QUEUED = 0.5;

    private HiddenQueue() {}

    /**
     * Returns the serial demand in seconds, or nothing if there is no queue.
     *
     * @param throughput requests a second at each load, the lowest first
     * @param time seconds per request at each of them
     * @param users users at each of them
     */
    static OptionalDouble demand(List<Double> throughput, List<Double> time, List<Double> users) {
        int last = time.size() - 1;
        double low = time.get(0);
        double high = time.get(Math.max(0, last));
        if (last < 1 || high < GROWTH * low || throughput.get(last) * (high - low) < QUEUED) {
            return OptionalDouble.empty();
        }
        double least = 0;
        double most = low;
        for (int i = 0; i < 60; i++) {
            double fixed = (least + most) / 2;
            double atLow = serial(throughput.get(0), low - fixed, users.get(0));
            double atHigh = serial(throughput.get(last), high - fixed, users.get(last));
            if (atLow > atHigh) {
                least = fixed;
            } else {
                most = fixed;
            }
        }
        return OptionalDouble.of(serial(throughput.get(last), high - least, users.get(last)));
    }

    /** Who arrives does not find itself in the queue. */
    private static double serial(double throughput, double time, double users) {
        double others = Math.max(0, users - 1) / Math.max(1, users);
        return time / (1 + throughput * time * others);
    }
}
