package dev.readiness.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The buckets of the keys in use, bounded in number without ever dropping one that is not full.
 *
 * <p>A bucket that nobody used for its longest period is full, so that forgetting it changes nothing: that is the only way
 * out of the map. When the map is full, new keys are spread over shared slots.
 */
final class BoundedBuckets {

    private static final int SLOTS = 1024;

    private static final long SWEEP_NANOS = Duration.ofMillis(100).toNanos();

    private final int maxKeys;
    private final long keepNanos;
    private final LongSupplier nanoTime;
    private final Supplier<Bucket> newBucket;
    private final Cache<KeyedHash.Value, Bucket> own;
    private final Slot[] slots = new Slot[SLOTS];
    private final AtomicLong lastSweep;

    BoundedBuckets(int maxKeys, Duration longestPeriod, LongSupplier nanoTime, Supplier<Bucket> newBucket) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("'maxKeys' must be at least 1 but is " + maxKeys);
        }
        this.maxKeys = maxKeys;
        // Twice the time to full: a thread may pause between finding a bucket and taking from it.
        this.keepNanos = longestPeriod.multipliedBy(2).toNanos();
        this.nanoTime = nanoTime;
        this.newBucket = newBucket;
        this.own = Caffeine.newBuilder()
                .expireAfterAccess(Duration.ofNanos(keepNanos))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
        this.lastSweep = new AtomicLong(nanoTime.getAsLong());
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /** Returns the bucket that {@code key} counts in: its own, or a shared one while there is no room. */
    Bucket of(KeyedHash.Value key) {
        Bucket bucket = own.getIfPresent(key);
        return bucket != null ? bucket : slots[key.slot(SLOTS)].bucketOfUnknown(key);
    }

    /** Returns how many buckets of their own are held. */
    long size() {
        return own.estimatedSize();
    }

    private boolean hasRoom() {
        if (own.estimatedSize() < maxKeys) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long last = lastSweep.get();
        if (now - last < SWEEP_NANOS || !lastSweep.compareAndSet(last, now)) {
            return false;
        }
        own.cleanUp();
        return own.estimatedSize() < maxKeys;
    }

    /** A bucket for keys without one of their own; its lock also makes two first requests of one key agree. */
    private final class Slot {

        private final Bucket shared = newBucket.get();
        private boolean used;
        private long lastUse;

        synchronized Bucket bucketOfUnknown(KeyedHash.Value key) {
            Bucket known = own.getIfPresent(key);
            if (known != null) {
                return known;
            }
            if (isFull() && hasRoom()) {
                Bucket bucket = newBucket.get();
                own.put(key, bucket);
                return bucket;
            }
            used = true;
            lastUse = nanoTime.getAsLong();
            return shared;
        }

        /** Whoever took from this slot must not get a bucket of its own before that is refilled. */
        private boolean isFull() {
            return !used || nanoTime.getAsLong() - lastUse >= keepNanos;
        }
    }
}
