package dev.readiness.ratelimit;

/**
 * A limit in whole numbers that a shared store calculates with.
 *
 * <p>A bucket is measured in steps: so many make one request that a whole number of them comes back each microsecond. All
 * numbers stay below 2^53, where Redis, which calculates in doubles, is exact. A limit that would need more steps than that
 * refills up to 0.4 % slower.
 *
 * @param size steps of a full bucket
 * @param unit steps of one request
 * @param rate steps that come back each microsecond; if negative, the period in microseconds after which all come back
 */
record SharedBand(long size, long unit, long rate) {

    private static final long MOST_STEPS = 1L << 53;

    static SharedBand of(RateLimit limit) {
        long capacity = limit.capacity();
        long period = Math.addExact(limit.period().toNanos(), 999) / 1000;
        if (limit.refill() == RateLimit.Refill.INTERVAL) {
            return new SharedBand(capacity, 1, -period);
        }
        long divisor = gcd(capacity, period);
        long unit = period / divisor;
        if (unit <= MOST_STEPS / capacity) {
            return new SharedBand(capacity * unit, unit, capacity / divisor);
        }
        long fewer = MOST_STEPS / capacity;
        return new SharedBand(capacity * fewer, fewer, capacity * fewer / period);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    long capacity() {
        return size / unit;
    }

    long remaining(long debt) {
        return (size - debt) / unit;
    }

    /** Returns after how many microseconds {@code cost} can be taken, zero if now. */
    long waitFor(long cost, long debt, long anchor, long time) {
        if (cost > capacity()) {
            return Long.MAX_VALUE;
        }
        return timeUntil(debt + cost * unit - size, anchor, time);
    }

    /** Returns after how many microseconds the bucket is full. */
    long resetAfter(long debt, long anchor, long time) {
        return timeUntil(debt, anchor, time);
    }

    private long timeUntil(long missing, long anchor, long time) {
        if (missing <= 0) {
            return 0;
        }
        return rate < 0 ? Math.max(1, anchor - rate - time) : (missing + rate - 1) / rate;
    }
}
