package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleChangeTests {

    private static final RateLimitRule BOOKING = rule("4/1h");

    private final InboundRateLimits limits = InboundRateLimits.of(
            List.of(BOOKING),
            (name, rule) -> RequestRateLimiter.inMemory(rule.limits()),
            new RateLimitSources(
                    Map.of("tenant", request -> request.header("tenant")), request -> request.header("plan")),
            (rule, decision) -> {});

    @Test
    void aReplacedRuleKeepsWhatIsLeftInProportion() {
        apply(BOOKING, new Caller(null, null));
        apply(BOOKING, new Caller(null, null));
        RateLimitRule doubled = rule("8/1h");
        limits.replace(List.of(doubled));

        assertThat(apply(doubled, new Caller(null, null)).decision().remaining())
                .isEqualTo(3);
    }

    @Test
    void aRuleThatWasTakenAwayCountsNoMore() {
        limits.replace(List.of());

        assertThat(limits.apply(List.of(BOOKING), new Caller(null, null))).isEmpty();
        assertThat(limits.rules()).isEmpty();
    }

    @Test
    void replacesAllRulesOrNone() {
        RateLimitRule unknownKey =
                RateLimitRule.of("other", List.of(), RateLimitKey.parse("bean:missing"), RateLimit.parse("1/1s"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.replace(List.of(unknownKey)))
                .withMessage("The rule 'other' counts by 'bean:missing', but there is no RateLimitKeySource of the name"
                        + " 'missing', only [tenant]");
        assertThat(limits.rules()).containsExactly(BOOKING);
    }

    @Test
    void aTierHasItsOwnLimitsAndCounts() {
        RateLimitRule tiered = rule("1/1h").withTiers(Map.of("pro", List.of(RateLimit.parse("3/1h"))));
        limits.replace(List.of(tiered));
        apply(tiered, new Caller(null, null));

        assertThat(apply(tiered, new Caller(null, "pro")).decision().remaining())
                .isEqualTo(2);
        assertThat(apply(tiered, new Caller(null, "unknown")).refuses()).isTrue();
    }

    @Test
    void aRequestTakesWhatItCosts() {
        RateLimitRule dear = rule("4/1h").withCost(3);
        limits.replace(List.of(dear));
        apply(dear, new Caller(null, null));

        assertThat(apply(dear, new Caller(null, null)).refuses()).isTrue();
    }

    @Test
    void refusesACostThatIsNeverPermitted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("4/1h").withCost(5))
                .withMessageContaining("but is 5 at the limit 4/1h");
    }

    @Test
    void countsByTheTenantThatTheApplicationTells() {
        RateLimitRule tenant =
                RateLimitRule.of("tenant", List.of(Route.parse("/a")), RateLimitKey.TENANT, RateLimit.parse("1/1h"));
        limits.replace(List.of(tenant));
        apply(tenant, new Caller("one", null));

        assertThat(apply(tenant, new Caller("one", null)).refuses()).isTrue();
        assertThat(apply(tenant, new Caller("two", null)).refuses()).isFalse();
    }

    @Test
    void showsWhoIsRefusedMostWithoutSayingWhoItIs() {
        for (int i = 0; i < 200; i++) {
            apply(BOOKING, new Caller(null, null));
        }

        RateLimitOffender worst = limits.topOffenders().get(0);

        assertThat(worst.rule()).isEqualTo("booking");
        assertThat(worst.fingerprint()).matches("[0-9a-f]{8}");
        assertThat(worst.refusals()).isEqualTo(196);
    }

    @Test
    void aFloodOfKeysHidesNoHeavyOffenderAndTakesNoMemory() {
        TopOffenders offenders = new TopOffenders();
        for (int i = 0; i < 100_000; i++) {
            offenders.refused("booking", "key " + i);
            if (i % 20 == 0) {
                offenders.refused("booking", "heavy");
            }
        }

        assertThat(offenders.worst().get(0).refusals()).isGreaterThanOrEqualTo(5000);
        assertThat(offenders.worst()).hasSize(10);
    }

    private AppliedRateLimit apply(RateLimitRule rule, CountedRequest request) {
        return limits.apply(List.of(rule), request).get(0);
    }

    private static RateLimitRule rule(String limit) {
        return RateLimitRule.of(
                "booking", List.of(Route.parse("/a")), RateLimitKey.CLIENT_ADDRESS, RateLimit.parse(limit));
    }

    private record Caller(@Nullable String tenant, @Nullable String plan) implements CountedRequest {

        @Override
        public String clientAddress() {
            return "198.51.100.1";
        }

        @Override
        public @Nullable String header(String name) {
            return name.equals("tenant") ? tenant : plan;
        }
    }
}
