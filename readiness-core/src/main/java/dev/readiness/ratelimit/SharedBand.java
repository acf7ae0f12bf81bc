package dev.readiness.ratelimit;

/**
 * A limit in whole numbers that a shared store calculates with.
 *
 * <p>A bucket is measured in steps: so many make one request that a whole number of them comes back each microsecond. Sizes
 * stay below 2^53, where Redis, which calculates in doubles, is exact, and rates below 2^11, so that PostgreSQL can multiply
 * them by the time. A limit that would need larger numbers, such as {@code 999983/1s}, refills up to 0.4 % slower, one above a
 * million a second more.
 *
 * @param size steps of a full bucket
 * @param unit steps of one request
 * @param rate steps that come back each microsecond; if negative, the period in microseconds after which all come back
 */
record SharedBand(long size, long unit, long rate) {

    private static final long MOST_STEPS = 1L << 53;

    private static final long HIGHEST_RATE = 1L << 11;

    static SharedBand of(RateLimit limit) {
        long capacity = limit.capacity();
        long period = Math.addExact(limit.period().toNanos(), 999) / 1000;
        if (limit.refill() == RateLimit.Refill.INTERVAL) {
            return new SharedBand(capacity, 1, -period);
        }
        long divisor = gcd(capacity, period);
        long unit = period / divisor;
        long rate = capacity / divisor;
        if (rate > HIGHEST_RATE) {
            unit = (HIGHEST_RATE * unit + rate - 1) / rate;
            rate = HIGHEST_RATE;
        }
        long fewer = MOST_STEPS / capacity;
        return unit <= fewer
                ? new SharedBand(capacity * unit, unit, rate)
                : new SharedBand(capacity * fewer, fewer, Math.max(1, fewer * rate / unit));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    boolean isInterval() {
        return rate < 0;
    }

    /** Returns the time in which an empty bucket is full again, in microseconds. */
    long period() {
        return isInterval() ? -rate : (size + rate - 1) / rate;
    }

    long capacity() {
        return size / unit;
    }

    long remaining(long debt) {
        return Math.max(0, size - debt) / unit;
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
        return isInterval() ? Math.max(1, anchor - rate - time) : (missing + rate - 1) / rate;
    }
}
