package dev.readiness.ratelimit;

import java.util.concurrent.atomic.LongAdder;

/** What the running filters saw that tells of a wrong set-up. Safe for use by many threads. */
public final class RateLimitObservations {

    private final LongAdder requests = new LongAdder();
    private final LongAdder forwarded = new LongAdder();
    private final LongAdder countedTwice = new LongAdder();

    /** Says that a request came to the filter. */
    public void request() {
        requests.increment();
    }

    /** Says that a request had a forwarding header, and that nobody is trusted to write one. */
    public void forwardedByNobodyTrusted() {
        forwarded.increment();
    }

    /** Says that a request came to the same filter again. */
    public void secondVisit() {
        countedTwice.increment();
    }

    /** Returns how many requests were looked at. */
    public long requests() {
        return requests.sum();
    }

    /** Returns how many requests had a forwarding header while nobody is trusted to write one. */
    public long forwarded() {
        return forwarded.sum();
    }

    /** Returns how many requests would have been counted twice. */
    public long secondVisits() {
        return countedTwice.sum();
    }
}
