package dev.readiness.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import org.junit.jupiter.api.Test;

class ObservabilityRulesTests {

    private static final String UNCORRELATED = "observability.requests-uncorrelated";
    private static final String UNPROMISED = "observability.slice-unpromised";

    @Test
    void whatIsNotSeenIsUnknownAndSaysWhatToSet() {
        try (RunningApplication application = RunningApplication.start(ObservabilityTests.Shop.class)) {
            assertThat(find(application, UNCORRELATED).result()).isEqualTo(Result.UNKNOWN);
            assertThat(find(application, UNCORRELATED).remedy()).isEqualTo("readiness.observability.correlation=true");
            assertThat(find(application, UNPROMISED).result()).isEqualTo(Result.UNKNOWN);
            assertThat(find(application, UNPROMISED).problem()).startsWith("No slice is named");
        }
    }

    @Test
    void aSliceWithoutAnObjectiveIsNamed() {
        try (RunningApplication application = RunningApplication.start(
                ObservabilityTests.Shop.class,
                "readiness.slices.buy[0]=GET /orders/{id}",
                "readiness.slices.sell[0]=GET /async",
                "readiness.observability.slice-tag=true",
                "readiness.observability.objectives.buy.availability=99.5")) {
            Finding finding = find(application, UNPROMISED);

            assertThat(finding.result()).isEqualTo(Result.UNKNOWN);
            assertThat(finding.problem()).isEqualTo("Nothing here says what these slices promise their users: sell.");
        }
    }

    @Test
    void anObjectiveThatNobodyMeasuresDoesNotPass() {
        try (RunningApplication application = RunningApplication.start(
                ObservabilityTests.Shop.class,
                "readiness.slices.buy[0]=GET /orders/{id}",
                "readiness.observability.objectives.buy.availability=99.5")) {
            assertThat(find(application, UNPROMISED).remedy()).isEqualTo("readiness.observability.slice-tag=true");
        }
    }

    @Test
    void whatIsInForcePasses() {
        try (RunningApplication application = RunningApplication.start(
                ObservabilityTests.Shop.class,
                "readiness.slices.buy[0]=GET /orders/{id}",
                "readiness.observability.correlation=true",
                "readiness.observability.slice-tag=true",
                "readiness.observability.objectives.buy.availability=99.5")) {
            assertThat(find(application, UNCORRELATED).result()).isEqualTo(Result.PASS);
            assertThat(find(application, UNPROMISED).result()).isEqualTo(Result.PASS);
        }
    }

    @Test
    void theReactiveFilterCountsToo() {
        try (RunningApplication application = RunningApplication.start(
                ReactiveObservabilityTests.Shop.class,
                "spring.main.web-application-type=reactive",
                "readiness.observability.correlation=true")) {
            assertThat(find(application, UNCORRELATED).result()).isEqualTo(Result.PASS);
        }
    }

    private static Finding find(RunningApplication application, String rule) {
        return application.context().getBean(HardeningReport.class).assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
