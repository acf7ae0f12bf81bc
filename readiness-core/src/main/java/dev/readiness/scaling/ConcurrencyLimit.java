package dev.readiness.scaling;

import java.util.function.LongSupplier;

/**
 * How many requests are in at once, and how many may be.
 *
 * <p>The time of an answer is not measured request by request: what has been in, added up over a while, divided by how many
 * have gone is their average (Little's law), and no long request is missing because it has not ended yet.
 *
 * <p>Safe for use by many threads.
 */
final class ConcurrencyLimit {

    private static final long SHORTEST_WINDOW_NANOS = 100_000_000L;

    /** Where answers are so few, a rough average now is better than a good one too late. */
    private static final long LONG_WINDOW_NANOS = 2_000_000_000L;

    /** With fewer, the average of answers that differ much says nothing. */
    private static final int FEWEST = 100;

    private final KneeSearch search;
    private final LongSupplier nanoTime;

    private int limit;
    private int inFlight;
    private long admitted;
    private long shed;

    private boolean draining;
    private long started;
    private long seen;
    private double area;
    private int gone;
    private int peak;
    private boolean limited;

    ConcurrencyLimit(KneeSearch search, LongSupplier nanoTime) {
        this.search = search;
        this.nanoTime = nanoTime;
        this.limit = search.limit();
        begin(nanoTime.getAsLong());
    }

    /** Returns whether one more request may come in; one that may has to {@link #leave()}. */
    synchronized boolean tryEnter() {
        advance();
        if (inFlight >= limit) {
            limited = true;
            refuse();
            return false;
        }
        inFlight++;
        admitted++;
        peak = Math.max(peak, inFlight);
        return true;
    }

    /** Counts a request that something else kept out. */
    synchronized void refuse() {
        shed++;
    }

    synchronized void leave() {
        long now = advance();
        inFlight--;
        if (draining) {
            if (inFlight <= limit) {
                begin(now);
            }
            return;
        }
        gone++;
        if (isEnough(now - started)) {
            search.add(
                    new KneeSearch.Window(area / gone, gone * 1e9 / (now - started), peak, limited || peak >= limit),
                    now);
            limit = search.limit();
            begin(now);
        }
    }

    synchronized int limit() {
        return limit;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized long admitted() {
        return admitted;
    }

    synchronized long shed() {
        return shed;
    }

    private long advance() {
        long now = nanoTime.getAsLong();
        area += inFlight * ((now - seen) / 1e9);
        seen = now;
        return now;
    }

    private boolean isEnough(long nanos) {
        int wanted = nanos < LONG_WINDOW_NANOS ? FEWEST : FEWEST / 5;
        return nanos >= SHORTEST_WINDOW_NANOS && gone >= Math.max(wanted, 2 * peak);
    }

    /** With more in than may be, the time of an answer is still that of the limit before. */
    private void begin(long now) {
        draining = inFlight > limit;
        started = now;
        seen = now;
        area = 0;
        gone = 0;
        peak = inFlight;
        limited = false;
    }
}
