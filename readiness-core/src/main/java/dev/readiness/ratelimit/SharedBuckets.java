package dev.readiness.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One atomic step on a bucket that many nodes share. Safe for use by many threads. */
interface SharedBuckets extends AutoCloseable {

    /**
     * Takes {@code cost} from all bands of the bucket {@code id} or from none.
     *
     * @param time the time in microseconds, in tests; the clock of the store if null
     * @throws StoreFailedException if the store did not answer in time
     */
    Taken take(String id, SharedBands bands, long cost, @Nullable Long time);

    /**
     * Gives {@code cost} back to all bands of the bucket {@code id}.
     *
     * @throws StoreFailedException if the store did not answer in time
     */
    void giveBack(String id, SharedBands bands, long cost, @Nullable Long time);

    /**
     * Writes {@code value} under {@code id} for a while, and returns what another one has written there before, if that has
     * not expired.
     *
     * @throws StoreFailedException if the store did not answer in time
     */
    default @Nullable Long announce(String id, long value, Duration keep) {
        return null;
    }

    /**
     * Connects if necessary.
     *
     * @throws StoreFailedException if that is not possible
     */
    void connect();

    @Override
    void close();

    /**
     * What the step did.
     *
     * @param granted whether the cost was taken
     * @param time when that was, by the store's clock, in microseconds
     * @param debts what is missing in each band afterwards, in its steps
     * @param anchors when the period of each band began, for those that refill by interval
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares or changes them, and each decision makes one.
    record Taken(boolean granted, long time, long[] debts, long[] anchors) {}
}
