package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditTrail;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.OnStoreFailure;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.ratelimit.RequestRateLimiter;
import dev.readiness.spring.audit.AuditAutoConfiguration;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class RateLimitSetupTests {

    private static final String RULE = "readiness.rate-limit.rules.booking.";

    @TempDir
    private Path directory;

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RateLimitAutoConfiguration.class,
                    RateLimitsEndpointAutoConfiguration.class,
                    AuditAutoConfiguration.class,
                    WebMvcAutoConfiguration.class))
            .withUserConfiguration(BookingController.class);

    private final WebApplicationContextRunner booking =
            runner.withPropertyValues(RULE + "routes=GET /bookings", RULE + "limits=4/1h", RULE + "key=client-address");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readinessRateLimitKeySpoofableRule|spring.application.name=clinic|PASS",
                "readinessRateLimitKeySpoofableRule|readiness.rate-limit.rules.booking.key=header:X-Api-Key|FAIL",
                "readinessRateLimitKeySpoofableRule|server.forward-headers-strategy=framework|FAIL",
                "readinessRateLimitNotAppliedRule|spring.application.name=clinic|PASS",
                "readinessRateLimitNotAppliedRule|readiness.rate-limit.enabled=false|FAIL",
                "readinessRateLimitNotAppliedRule|resilience4j.ratelimiter.instances.api.limit-for-period=5|FAIL",
                "readinessRateLimitPerNodeRule|spring.application.name=clinic|PASS",
                "readinessRateLimitPerNodeRule|readiness.rate-limit.shared.instances=3|FAIL",
                "readinessRateLimitPerNodeRule|spring.main.cloud-platform=kubernetes|UNKNOWN",
            })
    void theReportJudgesTheSetUp(String rule, String setting, Result result) {
        booking.withPropertyValues(setting)
                .run(context -> assertThat(finding(context, rule).result()).isEqualTo(result));
    }

    @ParameterizedTest
    @CsvSource({
        "readinessRateLimitKeySpoofableRule",
        "readinessRateLimitNotAppliedRule",
        "readinessRateLimitPerNodeRule"
    })
    void theReportSaysNothingWhereNothingIsLimited(String rule) {
        runner.run(context -> assertThat(finding(context, rule).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void theReportSeesAProxyThatNobodyTrusts() {
        booking.run(context -> {
            context.getBean(RateLimitSettings.class).filters().observations().request();
            context.getBean(RateLimitSettings.class).filters().observations().forwardedByNobodyTrusted();

            Finding finding = finding(context, "readinessRateLimitKeySpoofableRule");

            assertThat(finding.problem()).contains("a proxy that is not trusted");
            assertThat(finding.evidence().get(0).observation()).startsWith("1 of 1 requests had X-Forwarded-For");
        });
    }

    @Test
    void theReportSeesAFilterThatIsRegisteredTwice() {
        booking.run(context -> {
            context.getBean(RateLimitSettings.class).filters().observations().secondVisit();

            assertThat(finding(context, "readinessRateLimitNotAppliedRule").problem())
                    .isEqualTo("A filter of the rate limits is registered twice; the second time it does nothing.");
        });
    }

    @Test
    void theReportSeesAnotherApplicationUnderThePrefixOfTheStore() {
        booking.withBean(RateLimitStore.class, () -> new StoreOfTwo(RateLimitStore.inMemory(100)))
                .run(context -> assertThat(finding(context, "readinessRateLimitNotAppliedRule"))
                        .satisfies(finding -> assertThat(finding.problem()).contains("under the same prefix"))
                        .satisfies(finding ->
                                assertThat(finding.remedy()).contains("readiness.rate-limit.shared.prefix")));
    }

    @Test
    void readsTheRulesAgainAtRunTime() {
        booking.run(context -> {
            TestPropertyValues.of(RULE + "limits=9/1h").applyTo(context);
            context.getBean(RateLimitReload.class).reload();

            assertThat(context.getBean(InboundRateLimits.class).rules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.limits()).hasToString("[9/1h]"));
        });
    }

    @Test
    void changesNothingIfANewRuleIsWrong() {
        booking.run(context -> {
            TestPropertyValues.of(RULE + "limits=10/fortnight", RULE + "routes=GET /nowhere")
                    .applyTo(context);

            assertThatThrownBy(() -> context.getBean(RateLimitReload.class).reload())
                    .hasMessageContaining("'10/fortnight' is not a rate limit");
            assertThat(context.getBean(InboundRateLimits.class).rules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.limits()).hasToString("[4/1h]"));
        });
    }

    @Test
    void theActuatorShowsRulesAndWhoIsRefusedMost() {
        booking.withPropertyValues("management.endpoints.web.exposure.include=ratelimits")
                .run(context -> {
                    exhaust(context.getBean(InboundRateLimits.class));

                    RateLimitsEndpoint.RateLimits shown =
                            context.getBean(RateLimitsEndpoint.class).rateLimits();

                    assertThat(shown.rules().get(0).summary()).isEqualTo("4/1h per client-address");
                    assertThat(shown.topOffenders().get(0).refusals()).isEqualTo(6);
                    assertThat(shown.topOffenders().get(0).toString()).doesNotContain("198.51.100.1");
                });
    }

    @Test
    void theEndpointIsNotThereUnlessItIsExposed() {
        booking.run(context -> assertThat(context).doesNotHaveBean(RateLimitsEndpoint.class));
    }

    @Test
    void aFloodLeavesOneAuditRecord() {
        booking.withPropertyValues(
                        "readiness.audit.store=file", "readiness.audit.file=" + directory.resolve("audit.jsonl"))
                .run(context -> {
                    exhaust(context.getBean(InboundRateLimits.class));

                    assertThat(context.getBean(AuditTrail.class)
                                    .read(AuditQuery.newestFirst(10))
                                    .records())
                            .extracting(entry -> entry.action())
                            .containsExactly("ratelimit.refusal");
                });
    }

    private static void exhaust(InboundRateLimits limits) {
        for (int i = 0; i < 10; i++) {
            limits.apply(limits.rules(), () -> "198.51.100.1");
        }
    }

    private static Finding finding(ApplicationContext context, String rule) {
        return context.getBean(rule, ReadinessRule.class)
                .assess(new Inventory("clinic", List.of()))
                .get(0);
    }

    /** A store that another application uses too. */
    private record StoreOfTwo(RateLimitStore store) implements RateLimitStore {

        @Override
        public RequestRateLimiter limiter(String name, List<RateLimit> limits, OnStoreFailure onFailure) {
            return store.limiter(name, limits, onFailure);
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public boolean isSharedWithOthers() {
            return true;
        }

        @Override
        public long failures() {
            return 0;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @RestController
    static class BookingController {

        @GetMapping("/bookings")
        String bookings() {
            return "bookings";
        }
    }
}
