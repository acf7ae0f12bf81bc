package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisRateLimiterTests extends SharedRateLimiterContract {

    private static RedisProcess redis;

    @BeforeAll
    static void start() {
        redis = RedisProcess.started();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    SharedBuckets connect(Duration timeout) {
        return new RedisBuckets(redis.uri(), timeout);
    }

    @Override
    protected void restartStore() {
        redis.kill();
        redis.start();
    }

    @Test
    void keysBeginWithThePrefixShowNobodyAndExpireWhenTheyAreFullAgain() {
        createLimiter(List.of(RateLimit.parse("10/100s"))).tryAcquire("alice@example.org", 3);

        assertThat(redis.<List<String>>ask(connection -> connection.sync().keys(keyPrefix() + "*")))
                .singleElement()
                .satisfies(key -> assertThat(key).doesNotContain("alice"))
                .satisfies(key -> assertThat(
                                redis.<Long>ask(connection -> connection.sync().pttl(key)))
                        .isBetween(1L, 30_000L));
    }

    @Test
    void takesOneCommandForADecision() {
        RequestRateLimiter limiter = createLimiter(List.of(RateLimit.parse("10/1h")));
        limiter.tryAcquire("key");
        redis.<String>ask(connection -> connection.sync().configResetstat());

        limiter.tryAcquire("key");

        assertThat(redis.<String>ask(connection -> connection.sync().info("commandstats")))
                .contains("cmdstat_evalsha:calls=1,")
                .doesNotContain("cmdstat_eval:");
    }
}
