package dev.readiness.ratelimit;

import java.util.List;
import javax.sql.DataSource;

/**
 * Keeps the counts of limiters: in the memory of this process, or in Redis or PostgreSQL for all nodes together.
 *
 * <p>A shared store takes one round trip for a decision, and none for a key that it refused a moment ago: that is asked about
 * again at least once a second. It decides by its own clock, so that those of the nodes do not matter, and is exact. While it
 * does not answer, limiters do what their {@link OnStoreFailure} says, at no cost; they never throw. That begins with the
 * first request that failed and ends within a second after the store answers again.
 *
 * <p>Keys are kept as keyed hashes and expire when they are full again. Safe for use by many threads.
 */
public interface RateLimitStore extends AutoCloseable {

    /**
     * Returns a limiter. Those of one name count together, on all nodes; their limits should be the same.
     *
     * @param name name of what is limited: letters, digits, dots, hyphens and underscores
     * @param limits limits that all have to permit a request; at least one
     * @param onFailure what to do while the store does not answer
     */
    RequestRateLimiter limiter(String name, List<RateLimit> limits, OnStoreFailure onFailure);

    /** Returns whether the nodes of the application count together. */
    boolean isShared();

    /** Returns whether the store answers, as far as is known now. */
    boolean isAvailable();

    /** Returns how many decisions and refunds failed because of the store. */
    long failures();

    /**
     * Returns whether another application, or a node with another secret, has said lately that it counts under the same
     * prefix; known only where {@link RateLimitStoreSettings#application} is.
     */
    default boolean isSharedWithOthers() {
        return false;
    }

    /** Closes the connections of the store. Its limiters then do what they do when it does not answer. */
    @Override
    void close();

    /** Returns a store in the memory of this process, whose limiters tell {@code maxKeys} keys apart. */
    static RateLimitStore inMemory(int maxKeys) {
        return new InMemoryRateLimitStore(maxKeys);
    }

    /**
     * Returns a store in Redis 6 or later, or what speaks like it; needs Lettuce. One that does not answer now is used as
     * soon as it does.
     *
     * @param uri where it is, {@code redis://[user:password@]host[:port][/database]} or {@code rediss://} for TLS
     */
    static RateLimitStore redis(String uri, RateLimitStoreSettings settings) {
        return new SharedRateLimitStore(new RedisBuckets(uri, settings.timeout()), settings, System::nanoTime);
    }

    /**
     * Returns a store in PostgreSQL 12 or later, in the table {@value RateLimitTable#NAME}, which has to be there. A
     * database that does not answer now is used as soon as it does.
     *
     * @param dataSource opens connections. The store keeps up to four of them, so a pool must have them to spare
     * @throws IllegalStateException if the table is missing
     */
    static RateLimitStore postgresql(DataSource dataSource, RateLimitStoreSettings settings) {
        return new SharedRateLimitStore(
                new PostgresBuckets(dataSource, settings.timeout()), settings, System::nanoTime);
    }
}
