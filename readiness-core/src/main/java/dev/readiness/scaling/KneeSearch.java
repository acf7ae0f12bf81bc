package dev.readiness.scaling;

/**
 * Finds how many requests may be in at once before they wait too long for each other.
 *
 * <p>A queue is what gets shorter when less is let in. So while requests are refused, the limit is halved now and then, for as
 * long as that makes the answers come faster; where it no longer does, the time of an answer is that of one which waits for
 * nobody. From then on the limit follows Little's law: as many as let an answer take {@code tolerance} times as long. An
 * average as the baseline would drift into the overload, and the least ever seen would keep what has long changed.
 *
 * <p>Not safe for use by many threads.
 */
final class KneeSearch {

    /** A limit that is found again by this time follows a mix of requests that changes. */
    private static final long PROBE_EVERY_NANOS = 30_000_000_000L;

    /** A probe that takes long is taken seldom, because nobody is let in for it. */
    private static final int PROBE_SHARE = 20;

    /** Less than this, after the limit was halved, is faster; what is between is noise. */
    private static final double FASTER = 0.8;

    /** Of one window; what it says is smoothed, because an average of a hundred answers is noisy. */
    private static final double LEAST_STEP = 0.7;

    private static final double MOST_STEP = 1.5;

    private static final double SMOOTHING = 0.3;

    /** Enough for most of those who are not overloaded, and few enough to find an overload soon. */
    private static final int START = 40;

    private final int least;
    private final int most;
    private final double tolerance;

    private double limit;
    private double unloaded;
    private double found;
    private boolean probing;
    private double before;
    private double slower;
    private double fastest;
    private long probingSince;
    private long nextProbe;

    KneeSearch(int least, int most, double tolerance) {
        this.least = least;
        this.most = most;
        this.tolerance = tolerance;
        this.limit = Math.max(least, Math.min(START, most / 2));
        this.found = limit;
    }

    /**
     * What happened in a while.
     *
     * @param seconds of an answer, on average
     * @param throughput answers a second
     * @param peak most requests that were in at once
     * @param limited whether any were refused, or as many were in as may be
     */
    record Window(double seconds, double throughput, int peak, boolean limited) {}

    int limit() {
        return (int) Math.round(limit);
    }

    /** Takes in a window that ended now, and moves the limit. */
    void add(Window window, long now) {
        if (probing) {
            probe(window, now);
        } else if (!window.limited()) {
            rest(window, now);
        } else if (mustProbe(window, now)) {
            probing = true;
            probingSince = now;
            before = limit;
            fastest = window.throughput();
            halve(window, now);
        } else {
            follow(window);
        }
    }

    /** Far from the limit nobody waits for another, which is as good as a probe. */
    private void rest(Window window, long now) {
        if (window.peak() <= limit / 2) {
            nextProbe = now + PROBE_EVERY_NANOS;
            unloaded += (unloaded == 0 ? 1 : SMOOTHING) * (window.seconds() - unloaded);
        }
    }

    private boolean mustProbe(Window window, long now) {
        return unloaded == 0 || now - nextProbe > 0 || limit < found / 2 || window.seconds() > 2 * tolerance * unloaded;
    }

    private void follow(Window window) {
        double ratio = tolerance * unloaded / window.seconds();
        double wanted = limit * Math.max(LEAST_STEP, Math.min(MOST_STEP, ratio));
        limit = between(limit + SMOOTHING * (wanted - limit));
        found = Math.max(found, limit);
    }

    private void probe(Window window, long now) {
        fastest = Math.max(fastest, window.throughput());
        if (!window.limited()) {
            probing = false; // the load has gone, and what was seen says nothing
            limit = before;
        } else if (window.seconds() < FASTER * slower) {
            halve(window, now);
        } else {
            finish(window.seconds(), now);
        }
    }

    private void halve(Window window, long now) {
        if (limit <= least) {
            finish(window.seconds(), now);
        } else {
            slower = window.seconds();
            limit = between(limit / 2);
        }
    }

    private void finish(double seconds, long now) {
        probing = false;
        nextProbe = now + Math.max(PROBE_EVERY_NANOS, PROBE_SHARE * (now - probingSince));
        unloaded = seconds;
        limit = between(tolerance * fastest * unloaded);
        found = limit;
    }

    private double between(double wanted) {
        return Math.max(least, Math.min(most, wanted));
    }
}
