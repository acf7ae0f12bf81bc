package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObedientClientTests {

    private final ManualNanoTime time = new ManualNanoTime();

    @ParameterizedTest
    @ValueSource(strings = {"10/1s", "3/1s", "7/1m", "5/15m", "1000/1h", "1/1d"})
    void whoWaitsAsLongAsToldIsNeverRefusedTwice(String text) {
        InboundRateLimits limits = limits(text);
        RateLimitRule rule = limits.rules().get(0);
        for (int i = 0; i < 2_000; i++) {
            AppliedRateLimit applied = limits.apply(List.of(rule), () -> "one").get(0);
            if (applied.refuses()) {
                time.advance(Duration.ofSeconds(applied.decision().retryAfterSeconds()));
                assertThat(limits.apply(List.of(rule), () -> "one").get(0).refuses())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/1h", "10/1h"})
    void thoseWhoWereRefusedTogetherDoNotComeBackTogether(String text) {
        InboundRateLimits limits = limits(text);
        RateLimitRule rule = limits.rules().get(0);
        Set<Long> waits = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            AppliedRateLimit applied = limits.apply(List.of(rule), () -> "one").get(0);
            if (applied.refuses()) {
                waits.add(applied.decision().retryAfterSeconds());
            }
        }

        assertThat(waits).hasSizeGreaterThan(20);
    }

    private InboundRateLimits limits(String text) {
        RateLimitRule rule = RateLimitRule.of(
                "rule", List.of(Route.parse("/a")), RateLimitKey.CLIENT_ADDRESS, RateLimit.parse(text));
        return InboundRateLimits.of(
                List.of(rule), of -> RequestRateLimiter.inMemory(of.limits(), 10, time), (decided, decision) -> {});
    }
}
