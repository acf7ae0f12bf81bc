package dev.readiness.ratelimit;

import io.github.bucket4j.BucketState;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Buckets by hash, in two arrays: half the memory of a map, and a lookup that creates nothing. For use under a lock. */
final class BucketTable {

    private final long[] hashes;
    private final @Nullable BucketState[] buckets;
    private int size;

    /** Creates a table with {@code slots} slots, a power of two. */
    BucketTable(int slots) {
        hashes = new long[slots];
        buckets = new BucketState[slots];
    }

    int size() {
        return size;
    }

    @Nullable
    BucketState get(long hash) {
        return buckets[slotOf(hash)];
    }

    /** Adds a bucket; the table must not be crowded and not hold the key. */
    void put(long hash, BucketState bucket) {
        int slot = slotOf(hash);
        hashes[slot] = hash;
        buckets[slot] = bucket;
        size++;
    }

    void replace(long hash, BucketState bucket) {
        buckets[slotOf(hash)] = bucket;
    }

    /** Returns whether one more bucket would make lookups long. */
    boolean isCrowded() {
        return size >= buckets.length / 4 * 3;
    }

    BucketTable larger() {
        return copy(buckets.length * 2, bucket -> true);
    }

    /** Returns this table without some buckets, or this one if there are none. */
    BucketTable without(Predicate<BucketState> dropped) {
        BucketTable copy = copy(buckets.length, dropped.negate());
        return copy.size == size ? this : copy;
    }

    private BucketTable copy(int slots, Predicate<BucketState> kept) {
        BucketTable copy = new BucketTable(slots);
        for (int slot = 0; slot < buckets.length; slot++) {
            BucketState bucket = buckets[slot];
            if (bucket != null && kept.test(bucket)) {
                copy.put(hashes[slot], bucket);
            }
        }
        return copy;
    }

    private int slotOf(long hash) {
        int mask = buckets.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (buckets[slot] != null && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
