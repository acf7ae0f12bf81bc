package dev.readiness.ratelimit;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Counts requests by key and says which may proceed.
 *
 * <p>An implementation is safe for use by many threads, never throws because of its store, and is exact: for one key, no
 * interleaving of calls permits more than the limits do. Where it has several limits, a request takes from all of them or
 * from none. {@code RequestRateLimiterContract} in the test kit states the same rules as tests.
 */
public interface RequestRateLimiter {

    /** How many keys {@link #inMemory(List)} tells apart. */
    int DEFAULT_MAX_KEYS = 100_000;

    /** Counts one request as {@link #tryAcquire(String, long)} does, at a cost of 1. */
    default RateLimitDecision tryAcquire(String key) {
        return tryAcquire(key, 1);
    }

    /**
     * Counts one request of the client known as {@code key} and returns whether it may proceed. A refused request takes
     * nothing.
     *
     * @param key what to count by. There is no default: an address taken from a header that a client can set lets that
     *     client choose its own bucket, or a victim's
     * @param cost how much of each limit the request takes, at least 1. What costs more than a capacity is never permitted;
     *     {@link RateLimitDecision#retryAfter()} is then {@link Long#MAX_VALUE} nanoseconds
     */
    RateLimitDecision tryAcquire(String key, long cost);

    /** Takes back one request as {@link #giveBack(String, long)} does, at a cost of 1. */
    default void giveBack(String key) {
        giveBack(key, 1);
    }

    /**
     * Takes back one request of {@code key} that was permitted at {@code cost}, as if it had never been made. Never raises
     * the count above the capacity.
     */
    void giveBack(String key, long cost);

    /**
     * Replaces the limits from now on. Every key keeps what it has left in proportion: half of the old capacity becomes half
     * of the new one, so that nobody gets a fresh bucket. Limits correspond by position; one that is added begins full.
     */
    void changeLimits(List<RateLimit> limits);

    /**
     * Returns whether a decision may wait for another machine, for a few milliseconds. An event loop hands such a call to
     * another thread.
     */
    default boolean mayWait() {
        return false;
    }

    /**
     * Returns a limiter that counts in memory, forgets when the process ends, and tells {@value #DEFAULT_MAX_KEYS} keys
     * apart.
     *
     * @see #inMemory(List, int, LongSupplier)
     */
    static RequestRateLimiter inMemory(List<RateLimit> limits) {
        return inMemory(limits, DEFAULT_MAX_KEYS, System::nanoTime);
    }

    /**
     * Returns a limiter that counts in memory and forgets when the process ends.
     *
     * <p>Memory is bounded, and no flood of keys buys anybody a fresh bucket. A key keeps its bucket until that is full
     * again, so that forgetting it changes nothing; nothing evicts it earlier. While {@code maxKeys} buckets are not full,
     * keys that come new share a fixed number of further buckets of the same limits, and one of them gets a bucket of its own
     * only once its shared one is full again. So one key never gets more than its limits. What a flood can do is to make
     * newcomers share a limit with the flood until it stops; whoever was known before is not touched. Which keys share a
     * bucket depends on a random secret and cannot be chosen from outside.
     *
     * <p>Keys are kept as keyed hashes of 64 bits only; the secret is random and leaves the process never.
     *
     * @param limits limits that all have to permit a request; at least one
     * @param maxKeys how many keys are told apart
     * @param nanoTime a clock that never goes back, in nanoseconds; {@link System#nanoTime} unless in a test. A wall clock
     *     that is set back would refuse everybody for that long
     */
    static RequestRateLimiter inMemory(List<RateLimit> limits, int maxKeys, LongSupplier nanoTime) {
        return new InMemoryRequestRateLimiter(limits, maxKeys, nanoTime);
    }
}
