package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector.Fact;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitRulesTests {

    private static final Endpoint BOOK = endpoint(Endpoint.Origin.APPLICATION);

    @Test
    void failsAnEndpointThatNoRuleLimits() {
        Finding finding = assess(List.of());

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.where()).isEqualTo("POST /appointments");
        assertThat(finding.remedy())
                .isEqualTo("readiness.rate-limit.rules.post-appointments.routes=POST /appointments\n"
                        + "readiness.rate-limit.rules.post-appointments.limits=30/1m\n"
                        + "readiness.rate-limit.rules.post-appointments.key=client-address");
    }

    @Test
    void passesAnEndpointThatARuleLimits() {
        Finding finding = assess(List.of(rule(RateLimitRule.Mode.ENFORCE)));

        assertThat(finding.result()).isEqualTo(Result.PASS);
        assertThat(finding.evidence().get(0).observation()).isEqualTo("applies: booking (30/1m per principal)");
    }

    @Test
    void failsAnEndpointWhoseRuleOnlyObserves() {
        Finding finding = assess(List.of(rule(RateLimitRule.Mode.OBSERVE)));

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.remedy()).isEqualTo("readiness.rate-limit.rules.booking.mode=enforce");
    }

    @Test
    void cannotSeeWhomAnotherLimiterLimits() {
        List<Finding> findings = RateLimitRules.endpointUnlimited(
                        endpoint -> List.of(), endpoint -> false, () -> Optional.of("FloodFilter"))
                .assess(new Inventory("clinic", List.of(BOOK)));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.UNKNOWN);
            assertThat(finding.problem()).contains("FloodFilter");
        });
    }

    @Test
    void asksForNoLimitOfWhatAFrameworkBrought() {
        Inventory inventory = new Inventory("clinic", List.of(endpoint(Endpoint.Origin.FRAMEWORK)));

        assertThat(RateLimitRules.endpointUnlimited(endpoint -> List.of(), endpoint -> false)
                        .assess(inventory))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NO_PASSWORDS, NOT_APPLICABLE", "LIMITED, PASS", "UNLIMITED, FAIL", "UNKNOWN, UNKNOWN"})
    void judgesTheLoginByWhatWasSeen(LoginProtection.State state, Result result) {
        List<Finding> findings = RateLimitRules.loginUnlimited(() -> new LoginProtection(state, "seen"))
                .assess(new Inventory("clinic", List.of()));

        assertThat(findings).extracting(Finding::result).containsExactly(result);
    }

    @Test
    void tellsTheLimitOfAnEndpoint() {
        assertThat(RateLimitRules.inspector(endpoint -> List.of(rule(RateLimitRule.Mode.ENFORCE)))
                        .inspect(BOOK))
                .map(Fact::value)
                .hasValue("30/1m per principal");
    }

    private static Finding assess(List<RateLimitRule> rules) {
        return RateLimitRules.endpointUnlimited(endpoint -> rules, endpoint -> false)
                .assess(new Inventory("clinic", List.of(BOOK)))
                .get(0);
    }

    private static RateLimitRule rule(RateLimitRule.Mode mode) {
        return new RateLimitRule("booking", List.of(), RateLimitKey.PRINCIPAL, List.of(RateLimit.parse("30/1m")), mode);
    }

    private static Endpoint endpoint(Endpoint.Origin origin) {
        return new Endpoint("POST", "/appointments", "AppointmentController.book", origin, true, true, false);
    }
}
