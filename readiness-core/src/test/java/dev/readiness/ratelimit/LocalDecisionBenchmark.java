package dev.readiness.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One local decision, key lookup included, against Bucket4j in a plain concurrent map. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LocalDecisionBenchmark {

    /** How many keys take turns. */
    @Param({"1", "1000"})
    public int keys;

    private String[] names;
    private ConcurrentMap<String, Bucket> raw;
    private RequestRateLimiter limiter;
    private int next;

    /** Gives every key a bucket that never runs dry, and is never full either: a full one is forgotten. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        names = random.ints(keys)
                .mapToObj(i -> "%d.%d.%d.%d".formatted(i >>> 24, i >> 16 & 255, i >> 8 & 255, i & 255))
                .toArray(String[]::new);
        raw = new ConcurrentHashMap<>();
        limiter = RequestRateLimiter.inMemory(List.of(new RateLimit(1_000_000_000, Duration.ofDays(1))));
        for (String name : names) {
            raw.put(
                    name,
                    Bucket.builder()
                            .addLimit(limit ->
                                    limit.capacity(1_000_000_000).refillGreedy(1_000_000_000, Duration.ofDays(1)))
                            .build());
            limiter.tryAcquire(name);
        }
    }

    /** What a team would write by hand. */
    @Benchmark
    public ConsumptionProbe bucket4jInAMap() {
        return raw.get(name()).tryConsumeAndReturnRemaining(1);
    }

    /** What it gets here. */
    @Benchmark
    public RateLimitDecision limiter() {
        return limiter.tryAcquire(name());
    }

    private String name() {
        next = next + 1 == keys ? 0 : next + 1;
        return names[next];
    }
}
