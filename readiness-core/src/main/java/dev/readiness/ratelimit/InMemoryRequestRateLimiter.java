package dev.readiness.ratelimit;

import io.github.bucket4j.BucketState;
import java.util.List;
import java.util.function.LongSupplier;

/** Bucket4j's engine on a bounded table of states. */
final class InMemoryRequestRateLimiter implements RequestRateLimiter {

    private final LongSupplier nanoTime;
    private final BoundedBuckets buckets;
    private final SipHash hash = SipHash.withRandomKey();
    private volatile Bands bands;

    InMemoryRequestRateLimiter(List<RateLimit> limits, int maxKeys, LongSupplier nanoTime) {
        this.bands = new Bands(limits);
        this.nanoTime = nanoTime;
        this.buckets = new BoundedBuckets(maxKeys, nanoTime.getAsLong());
    }

    @Override
    public RateLimitDecision tryAcquire(String key, long cost) {
        requireCost(cost);
        long hashed = hash.of(key);
        BoundedBuckets.Stripe stripe = buckets.stripeOf(hashed);
        stripe.lock();
        try {
            Bands current = bands;
            long now = nanoTime.getAsLong();
            return current.take(stripe.bucketOf(hashed, current, now), cost, now);
        } finally {
            stripe.unlock();
        }
    }

    @Override
    public void giveBack(String key, long cost) {
        requireCost(cost);
        long hashed = hash.of(key);
        BoundedBuckets.Stripe stripe = buckets.stripeOf(hashed);
        stripe.lock();
        try {
            BucketState bucket = stripe.knownBucketOf(hashed, bands, nanoTime.getAsLong());
            if (bucket != null) {
                bucket.addTokens(cost);
            }
        } finally {
            stripe.unlock();
        }
    }

    @Override
    public void changeLimits(List<RateLimit> limits) {
        bands = new Bands(limits);
    }

    static void requireCost(long cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("'cost' must be at least 1 but is " + cost);
        }
    }
}
