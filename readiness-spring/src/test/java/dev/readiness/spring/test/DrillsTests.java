package dev.readiness.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.readiness.spring.test.VisitApplications.Hardened;
import dev.readiness.spring.test.VisitApplications.Vulnerable;
import dev.readiness.spring.test.VisitApplications.WithLoginForm;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class DrillsTests {

    private static final String[] LIMITED = {
        "readiness.rate-limit.rules.visits.routes=/visits,/visits/{id}",
        "readiness.rate-limit.rules.visits.limits=40/1h",
        "readiness.rate-limit.rules.visits.key=principal"
    };

    private static DrillRun vulnerable;
    private static DrillRun hardened;

    @BeforeAll
    static void drillBoth() {
        vulnerable =
                DrillRun.of(Vulnerable.class, drills -> drills.sample("POST /visits", DrillRun.GOOD_VISIT), LIMITED);
        hardened = DrillRun.of(
                Hardened.class,
                drills -> drills.sample("POST /visits", DrillRun.GOOD_VISIT),
                with(
                        LIMITED,
                        "readiness.validation.problem-details=true",
                        "readiness.validation.max-body-size=16KB",
                        "readiness.observability.correlation=true"));
    }

    @ParameterizedTest
    @CsvSource({
        "anonymous access is refused, POST /visits, Anybody gets through",
        "anonymous access is refused, GET /visits/{id}, Anybody gets through",
        "bad input is refused without a leak, POST /visits: malformed JSON, a stack trace",
        "bad input is refused without a leak, POST /visits: wrong types, a stack trace",
        "bad input is refused without a leak, POST /visits: missing fields, Bad input is accepted",
        "bad input is refused without a leak, GET /visits/{id}: wrong type of {id}, a stack trace",
        "an error is answered without a leak, GET /visits/{id}: unknown path, a stack trace",
        "an error is answered without a leak, POST /visits: unsupported method, a stack trace",
        "an error is answered without a leak, POST /visits: bad header, a stack trace",
        "an answer carries a correlation id, POST /visits: the id that was sent, has no correlation id",
        "a write leaves an audit record, POST /visits, no record of visit.book",
        "a flood is limited, POST /visits, requests came through",
        "a flood is limited, GET /visits/{id}, does not say when to come back"
    })
    void eachDrillCatchesItsWeakness(String drill, String test, String problem) {
        assertThat(vulnerable.of(drill, test)).startsWith("failed: ").contains(problem);
    }

    @Test
    void theHardenedTwinPassesThemAll() {
        assertThat(hardened.outcomes()).hasSize(20);
        assertThat(hardened.outcomes())
                .allSatisfy((drill, outcome) -> assertThat(outcome).isEqualTo("passed"));
    }

    @Test
    void aFailureSaysWhatWasFiredWhatCameBackAndTheRemedyWithoutTheCredentials() {
        assertThat(vulnerable.of("bad input is refused without a leak", "POST /visits: missing fields"))
                .contains("Fired:     POST /visits as ada", "the body {}")
                .contains("Came back: 201 application/json")
                .contains("Remedy:    @Valid on the parameter of Visits.book")
                .doesNotContain("test-only", "Basic ");
    }

    @Test
    void withoutAnythingConfiguredABodyOfAnySizeAndAFloodComeThrough() {
        DrillRun bare = DrillRun.of(Hardened.class, UnaryOperator.identity());

        assertThat(bare.of("bad input is refused without a leak", "POST /visits: oversize body"))
                .startsWith("failed: ")
                .contains("read to its end", "readiness.validation.max-body-size");
        assertThat(bare.of("a flood is limited", "POST /visits"))
                .startsWith("failed: ")
                .contains("40 requests in a row came through", "readiness.rate-limit.rules");
        assertThat(bare.of("a write leaves an audit record", "POST /visits"))
                .startsWith("skipped: ")
                .contains("sample(\"POST /visits\"");
    }

    @Test
    void aLimitThatWouldTakeTooManyRequestsIsSkipped() {
        DrillRun run = DrillRun.of(
                Hardened.class,
                UnaryOperator.identity(),
                with(LIMITED, "readiness.rate-limit.rules.visits.limits=300/1m"));

        assertThat(run.of("a flood is limited", "POST /visits"))
                .isEqualTo(
                        "skipped: The limit 300/1m would take more than 300 requests; run the drills with a smaller one");
    }

    @Test
    void whatIsPublicOnPurposeMayBeCalledByAnybody() {
        DrillRun run = DrillRun.of(
                Vulnerable.class,
                UnaryOperator.identity(),
                "readiness.access.public[0].where=POST /visits",
                "readiness.access.public[0].reason=Walk-ins welcome");

        assertThat(run.of("anonymous access is refused", "POST /visits"))
                .startsWith("skipped: ")
                .contains("public on purpose");
        assertThat(run.of("anonymous access is refused", "GET /visits/{id}")).startsWith("failed: ");
    }

    @Test
    void writesBehindATokenAgainstForgedRequestsAreSkippedAndARedirectToTheLoginIsARefusal() {
        DrillRun run = DrillRun.of(WithLoginForm.class, UnaryOperator.identity());

        assertThat(run.of("anonymous access is refused", "POST /visits"))
                .startsWith("skipped: ")
                .contains("CSRF token");
        assertThat(run.of("anonymous access is refused", "GET /visits/{id}")).isEqualTo("passed");
    }

    @Test
    void anEndpointThatIsLeftAloneSaysWhy() {
        DrillRun run = DrillRun.of(Hardened.class, drills -> drills.skip("POST /visits", "costs money"));

        assertThat(run.outcomesOf(test -> test.contains("POST /visits")))
                .isNotEmpty()
                .containsOnly("skipped: costs money");
    }

    @Test
    void aCallerWhoIsRefusedShowsNothing() {
        DrillRun run = DrillRun.of(Hardened.class, drills -> drills.as(Caller.basic("ada", "wrong")), LIMITED);

        assertThat(run.outcomesOf(test -> !test.startsWith("anonymous") && !test.startsWith("an answer")))
                .isNotEmpty()
                .allMatch(outcome -> outcome.startsWith("skipped: "));
    }

    @Test
    void onlyTheSliceIsDrilledAndAnEndpointThatItNamesInVainFails() {
        DrillRun run = DrillRun.of(
                Hardened.class,
                drills -> drills.slice("visit"),
                "readiness.slices.visit[0]=GET /visits/{id}",
                "readiness.slices.visit[1]=POST /visit");

        assertThat(run.outcomes().keySet()).noneMatch(test -> test.contains("POST /visits"));
        assertThat(run.outcomes())
                .hasEntrySatisfying(
                        "POST /visit",
                        outcome -> assertThat(outcome).startsWith("failed: ").contains("readiness.slices.visit"));
    }

    @Test
    void somethingSaidOfAnEndpointThatIsNotThereIsRefused() {
        try (ConfigurableApplicationContext context = DrillRun.start(Hardened.class)) {
            Drills drills = Drills.of(context).sample("POST /visit", "{}");

            assertThatIllegalArgumentException()
                    .isThrownBy(drills::tests)
                    .withMessage("'endpoint' must be one of those that are drilled, [POST /visits, GET /visits/{id}],"
                            + " but is 'POST /visit'");
        }
    }

    @Test
    void anApplicationWithoutAPortCannotBeDrilled() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.refresh();

            assertThatIllegalArgumentException()
                    .isThrownBy(Drills.of(context)::tests)
                    .withMessageContaining("WebEnvironment.RANDOM_PORT");
        }
    }

    private static String[] with(String[] properties, String... more) {
        return Stream.of(properties, more).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
