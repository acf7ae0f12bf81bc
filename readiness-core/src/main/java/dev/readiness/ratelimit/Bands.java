package dev.readiness.ratelimit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.List;

/**
 * The limits of a limiter as Bucket4j's engine applies them to one state at a time. Whoever calls holds the lock of the
 * state.
 */
final class Bands {

    private final List<RateLimit> limits;
    private final BucketConfiguration configuration;
    private final boolean anyInterval;

    Bands(List<RateLimit> limits) {
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("'limits' must hold at least one limit but is empty");
        }
        this.limits = List.copyOf(limits);
        ConfigurationBuilder builder = BucketConfiguration.builder();
        for (int i = 0; i < limits.size(); i++) {
            builder.addLimit(bandwidth(limits.get(i), "band-" + i));
        }
        this.configuration = builder.build();
        this.anyInterval = limits.stream().anyMatch(limit -> limit.refill() == RateLimit.Refill.INTERVAL);
    }

    private static Bandwidth bandwidth(RateLimit limit, String id) {
        var capacity = Bandwidth.builder().capacity(limit.capacity());
        return switch (limit.refill()) {
            case GREEDY ->
                capacity.refillGreedy(limit.capacity(), limit.period()).id(id).build();
            case INTERVAL ->
                capacity.refillIntervally(limit.capacity(), limit.period())
                        .id(id)
                        .build();
        };
    }

    /** Returns the state of a key that was never seen. */
    BucketState full(long now) {
        return BucketState.createInitialState(configuration, MathType.INTEGER_64_BITS, now);
    }

    /** Returns {@code state} as it is {@code now}: refilled, and in proportion if the limits were changed. */
    BucketState refilled(BucketState state, long now) {
        state.refillAllBandwidth(now);
        BucketState current = state;
        if (isOfOtherLimits(state)) {
            current = state.replaceConfiguration(configuration, TokensInheritanceStrategy.PROPORTIONALLY, now);
        }
        // A period begins with the first request, and a full bucket is the same as none.
        return anyInterval && isFull(current) ? full(now) : current;
    }

    /** By identity: a change always brings a new object, and comparing the bands would cost every decision. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isOfOtherLimits(BucketState state) {
        return state.getConfiguration() != configuration;
    }

    boolean isFull(BucketState refilled) {
        Bandwidth[] bandwidths = refilled.getConfiguration().getBandwidths();
        for (int i = 0; i < bandwidths.length; i++) {
            if (refilled.getCurrentSize(i) < bandwidths[i].getCapacity()) {
                return false;
            }
        }
        return true;
    }

    /** Takes {@code cost} from all bands of a refilled state or from none. */
    RateLimitDecision take(BucketState refilled, long cost, long now) {
        int tightest = tightest(refilled);
        long available = refilled.getCurrentSize(tightest);
        boolean permitted = cost <= available;
        if (permitted) {
            refilled.consume(cost);
            available -= cost;
        }
        return new RateLimitDecision(
                permitted,
                limits.get(tightest),
                Math.max(0, available),
                permitted ? Duration.ZERO : Duration.ofNanos(wait(refilled, cost, now)),
                Duration.ofNanos(refilled.calculateFullRefillingTime(now)));
    }

    private static int tightest(BucketState state) {
        int tightest = 0;
        int count = state.getConfiguration().getBandwidths().length;
        for (int i = 1; i < count; i++) {
            if (state.getCurrentSize(i) < state.getCurrentSize(tightest)) {
                tightest = i;
            }
        }
        return tightest;
    }

    /** Bucket4j rounds down, so that whoever waited that long could come a nanosecond too early. */
    private long wait(BucketState state, long cost, long now) {
        long wait = state.calculateDelayNanosAfterWillBePossibleToConsume(cost, now, true);
        if (wait == Long.MAX_VALUE) {
            return wait;
        }
        long roundedUp = wait;
        for (int i = 0; i < limits.size(); i++) {
            if (limits.get(i).refill() == RateLimit.Refill.GREEDY) {
                roundedUp = Math.max(roundedUp, greedyWait(state, i, cost, wait));
            }
        }
        return roundedUp;
    }

    private long greedyWait(BucketState state, int band, long cost, long roundedDown) {
        RateLimit limit = limits.get(band);
        long missing = cost - state.getCurrentSize(band);
        long period = limit.period().toNanos();
        if (missing <= 0) {
            return 0;
        }
        if (Math.multiplyHigh(missing, period) != 0 || missing * period < 0) {
            return roundedDown + 1;
        }
        return (missing * period - state.getRoundingError(band) + limit.capacity() - 1) / limit.capacity();
    }
}
