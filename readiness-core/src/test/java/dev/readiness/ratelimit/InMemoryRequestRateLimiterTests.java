package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.bucket4j.Bucket;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryRequestRateLimiterTests extends RequestRateLimiterContract {

    private static final int MAX_KEYS = 1_000;

    private final ManualNanoTime time = new ManualNanoTime();

    @Override
    protected RequestRateLimiter createLimiter(List<RateLimit> limits) {
        return RequestRateLimiter.inMemory(limits, MAX_KEYS, time);
    }

    @Override
    protected void advance(Duration passed) {
        time.advance(passed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 30_000})
    void aFloodOfOtherKeysBuysAKnownKeyNothing(int flood) {
        RequestRateLimiter limiter = tenAnHour();

        assertThat(permittedAcrossFloods(limiter, flood)).isEqualTo(10);
    }

    @Test
    void aKeyThatArrivesInAFloodNeverGetsMoreThanItsLimit() {
        RequestRateLimiter limiter = tenAnHour();
        flood(limiter, 10 * MAX_KEYS, "before");

        assertThat(permittedAcrossFloods(limiter, MAX_KEYS)).isLessThanOrEqualTo(10);
    }

    @Test
    void aKeyThatSharedABucketGetsNoFreshOneWhenThereIsRoomAgain() {
        RequestRateLimiter limiter = RequestRateLimiter.inMemory(List.of(RateLimit.parse("10/1h")), 1, time);
        limiter.tryAcquire("first");
        time.advance(Duration.ofMinutes(119));
        long inSharedBucket = permitted(limiter, "second");
        time.advance(Duration.ofMinutes(2));

        assertThat(inSharedBucket).isEqualTo(10);
        assertThat(permitted(limiter, "second")).isZero();
    }

    @Test
    void aNewcomerIsLimitedAsUsualOnceTheFloodIsOver() {
        RequestRateLimiter limiter = tenAnHour();
        flood(limiter, 10 * MAX_KEYS, "flood");

        time.advance(Duration.ofHours(2));

        assertThat(permitted(limiter, "newcomer")).isEqualTo(10);
    }

    @Test
    void keepsNoMoreBucketsThanItMay() {
        BoundedBuckets buckets = new BoundedBuckets(MAX_KEYS, 0);
        Bands bands = new Bands(List.of(RateLimit.parse("1/1h")));

        IntStream.range(0, 10 * MAX_KEYS)
                .forEach(i -> bands.take(buckets.stripeOf(i).bucketOf((long) i << 32 | i, bands, 0), 1, 0));

        assertThat(buckets.size()).isEqualTo(MAX_KEYS);
    }

    @Test
    void addsNoMemoryToADecisionOfBucket4j() {
        RequestRateLimiter limiter = RequestRateLimiter.inMemory(List.of(RateLimit.parse("1000000/1s")));
        ConcurrentMap<String, Bucket> raw = new ConcurrentHashMap<>();
        raw.put(
                "192.0.2.1",
                Bucket.builder()
                        .addLimit(limit -> limit.capacity(1_000_000).refillGreedy(1_000_000, Duration.ofSeconds(1)))
                        .build());
        limiter.tryAcquire("192.0.2.1");

        long ours = allocated(() -> limiter.tryAcquire("192.0.2.1"));
        long plain = allocated(() -> raw.get("192.0.2.1").tryConsumeAndReturnRemaining(1));

        assertThat(ours).isPositive().isLessThanOrEqualTo(plain);
    }

    @Test
    void aHundredThousandKeysTakeLessThanTwentyMegabytes() {
        RequestRateLimiter limiter = RequestRateLimiter.inMemory(List.of(RateLimit.parse("10/1h")));
        Runnable fill = () -> IntStream.range(0, 100_000).forEach(i -> limiter.tryAcquire("key" + i));

        long decisions = 100_000 * 64L;
        long names = 100_000 * 64L;

        // More than what is kept: tables that were outgrown are in it.
        assertThat(allocatedOnce(fill) - decisions - names).isPositive().isLessThan(20_000_000);
    }

    private static long allocated(Runnable work) {
        return allocatedOnce(() -> {
            for (int i = 0; i < 50_000; i++) {
                work.run();
            }
        });
    }

    private static long allocatedOnce(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void refusesToLimitNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestRateLimiter.inMemory(List.of()))
                .withMessage("'limits' must hold at least one limit but is empty");
    }

    @Test
    void refusesToTellNoKeysApart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestRateLimiter.inMemory(List.of(RateLimit.parse("1/s")), 0, time))
                .withMessage("'maxKeys' must be at least 1 but is 0");
    }

    private RequestRateLimiter tenAnHour() {
        return createLimiter(List.of(RateLimit.parse("10/1h")));
    }

    private static long permittedAcrossFloods(RequestRateLimiter limiter, int flood) {
        long permitted = permitted(limiter, "attacker");
        for (int round = 0; round < 3; round++) {
            flood(limiter, flood, "round" + round);
            permitted += permitted(limiter, "attacker");
        }
        return permitted;
    }

    private static long permitted(RequestRateLimiter limiter, String key) {
        return IntStream.range(0, 30)
                .filter(i -> limiter.tryAcquire(key).permitted())
                .count();
    }

    private static void flood(RequestRateLimiter limiter, int keys, String prefix) {
        IntStream.range(0, keys).forEach(i -> limiter.tryAcquire(prefix + i));
    }
}
