package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Shared buckets whose clock a test moves. */
final class ManualStoreTime implements SharedBuckets {

    private final SharedBuckets buckets;
    /** In the year 2100, so that nothing expires by the real clock. */
    private final AtomicLong micros = new AtomicLong(4_102_444_800_000_000L);

    ManualStoreTime(SharedBuckets buckets) {
        this.buckets = buckets;
    }

    void advance(Duration time) {
        micros.addAndGet(time.toNanos() / 1000);
    }

    long micros() {
        return micros.get();
    }

    @Override
    public Taken take(String id, SharedBands bands, long cost, @Nullable Long time) {
        return buckets.take(id, bands, cost, micros.get());
    }

    @Override
    public void giveBack(String id, SharedBands bands, long cost, @Nullable Long time) {
        buckets.giveBack(id, bands, cost, micros.get());
    }

    @Override
    public @Nullable Long announce(String id, long value, Duration keep) {
        return buckets.announce(id, value, keep);
    }

    @Override
    public void connect() {
        buckets.connect();
    }

    @Override
    public void close() {
        buckets.close();
    }

    @Override
    public String toString() {
        return buckets.toString();
    }
}
