package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether one request may proceed.
 *
 * @param permitted whether it may
 * @param limit the limit that decided: the one that is exhausted, otherwise the one with the least left
 * @param remaining requests that {@code limit} would still permit now
 * @param retryAfter time after which the same request would be permitted, if nobody else uses the key; zero if permitted
 * @param resetAfter time after which the whole capacity is back
 */
public record RateLimitDecision(
        boolean permitted, RateLimit limit, long remaining, Duration retryAfter, Duration resetAfter) {

    private static final Duration LONGEST_JITTERED = Duration.ofDays(3660);

    /** Checks that the parts are there and that a refusal says how long it lasts. */
    public RateLimitDecision {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(resetAfter, "resetAfter");
        if (permitted != retryAfter.isZero()) {
            throw new IllegalArgumentException(
                    "'retryAfter' must be zero exactly if permitted but is " + retryAfter + ", permitted=" + permitted);
        }
    }

    /** Returns {@link #retryAfter} in whole seconds, rounded up so that a client never comes back too early. */
    public long retryAfterSeconds() {
        return ceilSeconds(retryAfter);
    }

    /** Returns {@link #resetAfter} in whole seconds, rounded up. */
    public long resetAfterSeconds() {
        return ceilSeconds(resetAfter);
    }

    /**
     * Returns the same decision with a wait that is longer by up to a tenth, so that clients who were refused together do not
     * come back together.
     *
     * @param random from 0 to 1, how much of it
     */
    public RateLimitDecision withJitter(double random) {
        if (permitted || retryAfter.compareTo(LONGEST_JITTERED) > 0) {
            return this;
        }
        long extra = (long) (retryAfter.toNanos() / 10.0 * random);
        return new RateLimitDecision(false, limit, remaining, retryAfter.plusNanos(extra), resetAfter);
    }

    private static long ceilSeconds(Duration duration) {
        return duration.toNanosPart() == 0 ? duration.toSeconds() : duration.toSeconds() + 1;
    }
}
