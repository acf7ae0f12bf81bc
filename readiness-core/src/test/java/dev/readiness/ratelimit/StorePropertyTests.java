package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Every store decides as Bucket4j does, whatever the limits, the costs and the time between requests. */
class StorePropertyTests {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final RateLimitStoreSettings SETTINGS =
            RateLimitStoreSettings.of("property", "secret-of-the-tests").withTimeout(Duration.ofSeconds(20));

    private static RedisProcess redis;
    private static PostgresProcess postgres;
    private static ManualStoreTime redisTime;
    private static ManualStoreTime postgresTime;

    @BeforeContainer
    static void start() {
        redis = RedisProcess.started();
        postgres = PostgresProcess.started();
        redisTime = new ManualStoreTime(new RedisBuckets(redis.uri(), SETTINGS.timeout()));
        postgresTime = new ManualStoreTime(new PostgresBuckets(postgres.dataSource(), SETTINGS.timeout()));
    }

    @AfterContainer
    static void stop() {
        redisTime.close();
        postgresTime.close();
        redis.close();
        postgres.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void redisDecidesAsBucket4jDoes(@ForAll("limits") List<RateLimit> limits, @ForAll("steps") List<Step> steps) {
        assertDecidesAsBucket4j(redisTime, limits, steps);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void postgresqlDecidesAsBucket4jDoes(@ForAll("limits") List<RateLimit> limits, @ForAll("steps") List<Step> steps) {
        assertDecidesAsBucket4j(postgresTime, limits, steps);
    }

    private static void assertDecidesAsBucket4j(ManualStoreTime storeTime, List<RateLimit> limits, List<Step> steps) {
        ManualNanoTime time = new ManualNanoTime();
        RequestRateLimiter oracle = RequestRateLimiter.inMemory(limits, 10, time);
        // A second passes for the node with each step, so that it asks the store every time.
        ManualNanoTime nodeTime = new ManualNanoTime();
        try (SharedRateLimitStore store = new SharedRateLimitStore(unclosed(storeTime), SETTINGS, nodeTime)) {
            RequestRateLimiter limiter =
                    store.limiter("rule-" + NAMES.incrementAndGet(), limits, OnStoreFailure.CLOSED);
            for (Step step : steps) {
                nodeTime.advance(Duration.ofSeconds(2));
                time.advance(step.pause);
                storeTime.advance(step.pause);
                if (step.givesBack) {
                    oracle.giveBack("key", step.cost);
                    limiter.giveBack("key", step.cost);
                } else {
                    assertThat(described(limiter.tryAcquire("key", step.cost)))
                            .isEqualTo(described(oracle.tryAcquire("key", step.cost)));
                }
            }
        }
    }

    /** Times in whole microseconds, rounded up, since the stores do not know smaller ones. */
    private static List<Object> described(RateLimitDecision decision) {
        return List.of(
                decision.permitted(),
                decision.remaining(),
                micros(decision.retryAfter()),
                micros(decision.resetAfter()));
    }

    private static long micros(Duration duration) {
        long nanos = duration.toNanos();
        return nanos == Long.MAX_VALUE ? nanos : (nanos + 999) / 1000;
    }

    private static SharedBuckets unclosed(SharedBuckets buckets) {
        return new SharedBuckets() {
            @Override
            public Taken take(String id, SharedBands bands, long cost, Long time) {
                return buckets.take(id, bands, cost, time);
            }

            @Override
            public void giveBack(String id, SharedBands bands, long cost, Long time) {
                buckets.giveBack(id, bands, cost, time);
            }

            @Override
            public void connect() {
                buckets.connect();
            }

            @Override
            public void close() {}
        };
    }

    @Provide
    Arbitrary<List<RateLimit>> limits() {
        Arbitrary<RateLimit> limit = Combinators.combine(
                        Arbitraries.integers().between(1, 50),
                        Arbitraries.integers().between(1, 7_200),
                        Arbitraries.of(RateLimit.Refill.values()))
                .as((capacity, seconds, refill) -> new RateLimit(capacity, Duration.ofSeconds(seconds), refill));
        return limit.list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Duration> pause = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Duration.ZERO)),
                Tuple.of(3, Arbitraries.longs().between(1, 2_000_000).map(micros -> Duration.ofNanos(micros * 1000))),
                Tuple.of(1, Arbitraries.longs().between(1, 7_200).map(Duration::ofSeconds)));
        Arbitrary<Step> step = Combinators.combine(
                        pause,
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(0, 9).map(dice -> dice == 0))
                .as(Step::new);
        return step.list().ofMinSize(5).ofMaxSize(40);
    }

    record Step(Duration pause, long cost, boolean givesBack) {}
}
