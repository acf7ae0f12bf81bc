package dev.readiness.ratelimit;

import io.github.bucket4j.BucketState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of the keys in use, bounded in number without ever dropping one that is not full.
 *
 * <p>A full bucket is the same as none, so that forgetting it changes nothing: that is the only way out. When there is no
 * room, new keys share the bucket of their stripe. A cache would do less (it may evict a bucket that is not full) and cost
 * more than a whole decision.
 *
 * <p>The table is cut into stripes. A decision happens under the lock of one, which makes lookup, expiry and decision one
 * step.
 */
final class BoundedBuckets {

    private static final int STRIPES = 1024;

    /** At most one stripe is searched for full buckets in this time, and so all of them in a tenth of a second. */
    private static final long SWEEP_NANOS = 100_000;

    private static final int SPINS = 100;

    private static final long PAUSE_NANOS = 1_000;

    private static final VarHandle LOCKED = locked();

    private final int maxKeys;
    private final Stripe[] stripes = new Stripe[STRIPES];
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger nextSweep = new AtomicInteger();
    private final AtomicLong lastSweep;

    BoundedBuckets(int maxKeys, long now) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("'maxKeys' must be at least 1 but is " + maxKeys);
        }
        this.maxKeys = maxKeys;
        this.lastSweep = new AtomicLong(now - SWEEP_NANOS);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    private static VarHandle locked() {
        try {
            return MethodHandles.lookup().findVarHandle(Stripe.class, "locked", int.class);
        } catch (NoSuchFieldException | IllegalAccessException ex) {
            throw new IllegalStateException("A class can read its own field", ex);
        }
    }

    /** Returns the stripe of a key. */
    Stripe stripeOf(long hash) {
        return stripes[(int) hash & (STRIPES - 1)];
    }

    /** Returns how many buckets of their own are held. */
    int size() {
        return size.get();
    }

    private boolean reserve() {
        if (size.incrementAndGet() <= maxKeys) {
            return true;
        }
        size.decrementAndGet();
        return false;
    }

    private void sweepNext(Bands bands, long now) {
        long last = lastSweep.get();
        if (now - last < SWEEP_NANOS || !lastSweep.compareAndSet(last, now)) {
            return;
        }
        Stripe stripe = stripes[nextSweep.getAndIncrement() & (STRIPES - 1)];
        // Whoever waits here for a lock while holding another could wait for ever.
        if (stripe.tryLock()) {
            try {
                stripe.sweep(bands, now);
            } finally {
                stripe.unlock();
            }
        }
    }

    /**
     * A part of the table. Its other methods want it to be locked.
     *
     * <p>The lock is held for a few dozen nanoseconds, in which nothing waits, and hardly ever wanted by two: then it is one
     * atomic step, since a lock that also knows its owner and who waits took a tenth of a decision. Who does not get it
     * stands in a queue, of which only the first one tries on.
     */
    final class Stripe {

        private final ReentrantLock queue = new ReentrantLock();

        private BucketTable own = new BucketTable(4);

        private @Nullable BucketState shared;

        /** 1 while somebody holds the lock. */
        @SuppressWarnings("unused") // by LOCKED
        private int locked;

        void lock() {
            if (!tryLock()) {
                queue.lock();
                try {
                    awaitTurn();
                } finally {
                    queue.unlock();
                }
            }
        }

        /** Whoever holds the lock for longer has lost the processor, and needs it to go on. */
        private void awaitTurn() {
            for (int tries = 0; !tryLock(); tries++) {
                if (tries < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
            }
        }

        boolean tryLock() {
            return LOCKED.compareAndSet(this, 0, 1);
        }

        void unlock() {
            LOCKED.setRelease(this, 0);
        }

        /** Returns the bucket that the key counts in, refilled: its own, or a shared one while there is no room. */
        BucketState bucketOf(long hash, Bands bands, long now) {
            BucketState known = refilledOwn(hash, bands, now);
            if (known != null) {
                return known;
            }
            BucketState others = refilledShared(bands, now);
            // Whoever took from the shared bucket must not get one of its own before that is full again.
            if ((others == null || bands.isFull(others)) && hasRoom(bands, now)) {
                return ownBucketOf(hash, bands, now);
            }
            if (others == null) {
                others = bands.full(now);
                shared = others;
            }
            return others;
        }

        /** Returns the bucket that the key has counted in, refilled, or null if it is full. */
        @Nullable
        BucketState knownBucketOf(long hash, Bands bands, long now) {
            BucketState known = refilledOwn(hash, bands, now);
            return known != null ? known : refilledShared(bands, now);
        }

        private @Nullable BucketState refilledOwn(long hash, Bands bands, long now) {
            BucketState known = own.get(hash);
            if (known == null) {
                return null;
            }
            BucketState refilled = bands.refilled(known, now);
            if (refilled != known) {
                own.replace(hash, refilled);
            }
            return refilled;
        }

        private @Nullable BucketState refilledShared(Bands bands, long now) {
            BucketState others = shared;
            if (others != null) {
                others = bands.refilled(others, now);
                shared = others;
            }
            return others;
        }

        private boolean hasRoom(Bands bands, long now) {
            if (reserve()) {
                return true;
            }
            sweep(bands, now);
            sweepNext(bands, now);
            return reserve();
        }

        private BucketState ownBucketOf(long hash, Bands bands, long now) {
            if (own.isCrowded()) {
                sweep(bands, now);
                own = own.isCrowded() ? own.larger() : own;
            }
            BucketState bucket = bands.full(now);
            own.put(hash, bucket);
            return bucket;
        }

        private void sweep(Bands bands, long now) {
            BucketTable kept = own.without(bucket -> bands.isFull(bands.refilled(bucket, now)));
            size.addAndGet(kept.size() - own.size());
            own = kept;
        }
    }
}
