package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that a test moves. */
final class ManualNanoTime implements LongSupplier {

    // Begins below zero and crosses it, as the JDK's may.
    private final AtomicLong now = new AtomicLong(-1_000);

    @Override
    public long getAsLong() {
        return now.get();
    }

    void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
