package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboundRateLimitsTests {

    private static final RateLimitRule WIDE = rule("wide", "2/1h", RateLimitRule.Mode.ENFORCE);

    private static final RateLimitRule NARROW = rule("narrow", "1/1h", RateLimitRule.Mode.ENFORCE);

    private static final RateLimitRule OBSERVED = rule("observed", "1/1h", RateLimitRule.Mode.OBSERVE);

    @Test
    void findsTheRulesOfARequest() {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(WIDE, NARROW));

        assertThat(limits.rulesFor("GET", "/%61")).containsExactly(WIDE, NARROW);
        assertThat(limits.rulesFor("GET", "/b")).isEmpty();
    }

    @Test
    void givesBackToTheOthersWhenOneRuleRefuses() {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(WIDE, NARROW));
        limits.apply(List.of(NARROW), () -> "key");
        limits.apply(List.of(WIDE, NARROW), () -> "key");

        List<AppliedRateLimit> second = limits.apply(List.of(WIDE), () -> "key");

        assertThat(second.get(0).decision().remaining()).isEqualTo(1);
    }

    @Test
    void aRuleThatObservesRefusesNobody() {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(OBSERVED));
        limits.apply(List.of(OBSERVED), () -> "key");

        AppliedRateLimit applied = limits.apply(List.of(OBSERVED), () -> "key").get(0);

        assertThat(applied.decision().permitted()).isFalse();
        assertThat(applied.refuses()).isFalse();
    }

    @Test
    void refusesTwoRulesOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        InboundRateLimits.inMemory(List.of(WIDE, rule("wide", "9/1s", RateLimitRule.Mode.ENFORCE))))
                .withMessage("'rules' must have different names but are [wide, wide]");
    }

    @Test
    void metersEveryOutcomeFromTheStart() {
        RateLimitMeters meters = RateLimitMeters.of(List.of(NARROW));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        meters.bindTo(registry);

        assertThat(registry.find("readiness.ratelimit.requests")
                        .tag("rule", "narrow")
                        .functionCounters())
                .hasSize(3)
                .allMatch(counter -> counter.count() == 0);
    }

    @Test
    void metersWhatWasDecided() {
        RateLimitMeters meters = RateLimitMeters.of(List.of(NARROW, OBSERVED));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        meters.bindTo(registry);
        InboundRateLimits limits = InboundRateLimits.of(
                List.of(NARROW, OBSERVED), rule -> RequestRateLimiter.inMemory(rule.limits()), meters);

        for (int i = 0; i < 3; i++) {
            limits.apply(List.of(OBSERVED, NARROW), () -> "key");
        }

        assertThat(count(registry, "narrow", "permitted")).isEqualTo(1);
        assertThat(count(registry, "narrow", "refused")).isEqualTo(2);
        assertThat(count(registry, "observed", "refused")).isZero();
        assertThat(count(registry, "observed", "observed")).isEqualTo(2);
    }

    private static double count(SimpleMeterRegistry registry, String rule, String outcome) {
        return registry.get("readiness.ratelimit.requests")
                .tags("rule", rule, "outcome", outcome)
                .functionCounter()
                .count();
    }

    private static RateLimitRule rule(String name, String limit, RateLimitRule.Mode mode) {
        return new RateLimitRule(
                name, List.of(Route.parse("/a")), RateLimitKey.CLIENT_ADDRESS, List.of(RateLimit.parse(limit)), mode);
    }
}
