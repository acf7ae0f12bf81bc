package dev.readiness.scaling;

import java.util.Arrays;

/**
 * How many requests may be in progress at once; who comes on top is refused at once instead of waiting with everybody else.
 *
 * <p>An adaptive limit looks for the most that do not slow each other down. It compares the mean time of the latest requests
 * with the least mean of the last {@value #REMEMBERED} such groups: where it is more than {@value #TOLERANCE} times as long,
 * requests wait for each other, and the limit falls by the share that waits, at most by a third; where it is not and the limit
 * was reached, it rises by one. (Additive increase and multiplicative decrease, Chiu and Jain 1989.)
 *
 * <p>Safe for use by many threads.
 */
public final class ConcurrencyLimit {

    static final double TOLERANCE = 1.4;

    static final int REMEMBERED = 50;

    private static final int GROUP = 20;

    private final int least;
    private final int most;
    private final double[] means = new double[REMEMBERED];
    private double limit;
    private int inProgress;
    private long refused;
    private boolean reached;
    private int grouped;
    private double groupedNanos;
    private int groups;

    private ConcurrencyLimit(int least, int initial, int most) {
        if (least < 1 || initial < least || most < initial) {
            throw new IllegalArgumentException(
                    "a limit needs 1 <= least <= initial <= most but has %d, %d, %d".formatted(least, initial, most));
        }
        this.least = least;
        this.most = most;
        this.limit = initial;
        Arrays.fill(means, Double.POSITIVE_INFINITY);
    }

    /** Returns a limit that stays as it is. */
    public static ConcurrencyLimit fixed(int most) {
        return new ConcurrencyLimit(most, most, most);
    }

    /**
     * Returns a limit that begins with {@code initial} and stays from {@code least} to {@code most}.
     *
     * @throws IllegalArgumentException unless {@code 1 <= least <= initial <= most}
     */
    public static ConcurrencyLimit adaptive(int least, int initial, int most) {
        return new ConcurrencyLimit(least, initial, most);
    }

    /** Returns whether one more may begin; then {@link #release} must follow. */
    public synchronized boolean tryAcquire() {
        if (inProgress >= (int) limit) {
            refused++;
            reached = true;
            return false;
        }
        inProgress++;
        reached |= inProgress >= (int) limit;
        return true;
    }

    /** Ends one that began {@code nanos} nanoseconds ago. */
    public synchronized void release(long nanos) {
        inProgress--;
        if (least == most) {
            return;
        }
        grouped++;
        groupedNanos += nanos;
        // As many as are in progress have seen the limit as it was before the last change; they decide nothing.
        if (grouped >= Math.max(GROUP, 2 * (int) limit)) {
            adapt(groupedNanos / grouped);
        }
    }

    private void adapt(double mean) {
        means[groups++ % REMEMBERED] = mean;
        double allowed = TOLERANCE * Arrays.stream(means).min().orElse(mean);
        if (mean > allowed) {
            limit = Math.max(least, limit * Math.max(2.0 / 3, allowed / mean));
        } else if (reached) {
            limit = Math.min(most, limit + 1);
        }
        reached = false;
        grouped = 0;
        groupedNanos = 0;
    }

    /** Returns how many may be in progress now. */
    public synchronized int limit() {
        return (int) limit;
    }

    /** Returns how many are in progress. */
    public synchronized int inProgress() {
        return inProgress;
    }

    /** Returns how many were refused since the start. */
    public synchronized long refused() {
        return refused;
    }
}
