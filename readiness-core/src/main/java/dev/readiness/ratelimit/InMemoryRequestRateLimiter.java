package dev.readiness.ratelimit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Bucket4j buckets in a bounded map. */
final class InMemoryRequestRateLimiter implements RequestRateLimiter {

    private final List<RateLimit> limits;
    private final TimeMeter clock;
    private final BoundedBuckets buckets;
    private final KeyedHash hash = new KeyedHash();

    InMemoryRequestRateLimiter(List<RateLimit> limits, int maxKeys, LongSupplier nanoTime) {
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("'limits' must hold at least one limit but is empty");
        }
        this.limits = List.copyOf(limits);
        this.clock = new MonotonicClock(nanoTime);
        this.buckets = new BoundedBuckets(maxKeys, longestPeriod(limits), nanoTime, this::newBucket);
    }

    @Override
    public RateLimitDecision tryAcquire(String key) {
        Bucket bucket = buckets.of(hash.of(key));
        if (limits.size() == 1) {
            return decision(limits.get(0), bucket.tryConsumeAndReturnRemaining(1));
        }
        VerboseResult<ConsumptionProbe> result = bucket.asVerbose().tryConsumeAndReturnRemaining(1);
        return decision(tightest(result.getDiagnostics().getAvailableTokensPerEachBandwidth()), result.getValue());
    }

    @Override
    public void giveBack(String key) {
        buckets.of(hash.of(key)).addTokens(1);
    }

    private RateLimit tightest(long[] available) {
        int tightest = 0;
        for (int i = 1; i < available.length; i++) {
            if (available[i] < available[tightest]) {
                tightest = i;
            }
        }
        return limits.get(tightest);
    }

    private static RateLimitDecision decision(RateLimit limit, ConsumptionProbe probe) {
        return new RateLimitDecision(
                probe.isConsumed(),
                limit,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    private Bucket newBucket() {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(clock);
        for (RateLimit limit : limits) {
            builder.addLimit(bandwidth(limit));
        }
        return builder.build();
    }

    private static Bandwidth bandwidth(RateLimit limit) {
        var capacity = Bandwidth.builder().capacity(limit.capacity());
        return switch (limit.refill()) {
            case GREEDY ->
                capacity.refillGreedy(limit.capacity(), limit.period()).build();
            case INTERVAL ->
                capacity.refillIntervally(limit.capacity(), limit.period()).build();
        };
    }

    private static Duration longestPeriod(List<RateLimit> limits) {
        return limits.stream().map(RateLimit::period).max(Duration::compareTo).orElseThrow();
    }

    private record MonotonicClock(LongSupplier nanoTime) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
