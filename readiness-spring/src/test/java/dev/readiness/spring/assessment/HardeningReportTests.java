package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Dimension;
import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.NotReadyException;
import dev.readiness.assessment.PastEstimates;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.assessment.Severity;
import dev.readiness.assessment.Slice;
import dev.readiness.assessment.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class HardeningReportTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AssessmentAutoConfiguration.class));

    @Test
    void asksEveryRuleBean() {
        runner.withBean("first", ReadinessRule.class, () -> passing("demo.first"))
                .withBean("second", ReadinessRule.class, () -> failing("demo.second"))
                .run(context -> assertThat(Readiness.assess(context).findings())
                        .extracting(Finding::ruleId)
                        .containsExactly("demo.second", "demo.first"));
    }

    @Test
    void showsARuleThatThrowsAsUnknown() {
        ReadinessRule broken = rule("demo.broken", () -> {
            throw new IllegalStateException("out of order");
        });

        runner.withBean(ReadinessRule.class, () -> broken)
                .run(context -> assertThat(Readiness.assess(context).findings())
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.result()).isEqualTo(Result.UNKNOWN);
                            assertThat(finding.problem()).contains("out of order");
                        }));
    }

    @Test
    void keepsAnAssessmentUntilItIsRefreshed() {
        AtomicInteger asked = new AtomicInteger();
        ReadinessRule counting = rule("demo.counting", () -> {
            asked.incrementAndGet();
            return Finding.pass("demo.counting", Finding.APPLICATION);
        });

        runner.withBean(ReadinessRule.class, () -> counting).run(context -> {
            HardeningReport report = context.getBean(HardeningReport.class);
            Assessment first = report.assessment();

            assertThat(report.assessment()).isSameAs(first);
            assertThat(report.refresh()).isNotSameAs(first);
            assertThat(asked).hasValue(2);
        });
    }

    @Test
    void saysInTheBuildWhatIsNotReady() {
        runner.withBean(ReadinessRule.class, () -> failing("demo.missing"))
                .run(context -> assertThatExceptionOfType(NotReadyException.class)
                        .isThrownBy(() -> Readiness.assess(context).orThrow())
                        .withMessageContaining("demo.missing")
                        .withMessageContaining("Add it"));
    }

    @Test
    void acceptsWhatAWaiverCovers() {
        runner.withBean(ReadinessRule.class, () -> failing("demo.missing"))
                .withPropertyValues(
                        "readiness.waivers[0].rule=demo.missing",
                        "readiness.waivers[0].where=*",
                        "readiness.waivers[0].reason=The gateway does it",
                        "readiness.waivers[0].expires=2999-12-31")
                .run(context -> Readiness.assess(context).orThrow());
    }

    @Test
    void namesEverythingThatIsWrongWithTheSettingsAtOnce() {
        runner.withPropertyValues(
                        "readiness.waivers[0].rule=ratelimit.endpoint-unlimitted",
                        "readiness.waivers[0].where=POST /accounts",
                        "readiness.waivers[0].expires=soon",
                        "readiness.attestations[0].rule=audit.write-unrecorded",
                        "readiness.attestations[0].where=*",
                        "readiness.attestations[0].until=2027-06-30",
                        "readiness.attestations[0].evidence=Ticket 17",
                        "readiness.slices.booking[0]=")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'readiness.waivers[0].rule' must be the id of a rule but is"
                                + " 'ratelimit.endpoint-unlimitted'; did you mean 'ratelimit.endpoint-unlimited'?")
                        .hasMessageContaining(
                                "'readiness.waivers[0].reason' must say why the finding is accepted but is missing")
                        .hasMessageContaining(
                                "'readiness.waivers[0].expires' must be a day such as '2027-06-30' but is 'soon'")
                        .hasMessageContaining(
                                "'readiness.attestations[0].by' must say who vouches for it but is missing")
                        .hasMessageContaining("'readiness.slices.booking[0]' must name an endpoint"));
    }

    @Test
    void analysesWrongSettingsWithoutAStackTrace() {
        FailureAnalysis analysis = new AssessmentSettingsFailureAnalyzer()
                .analyze(new InvalidAssessmentSettingsException(List.of("'readiness.waivers[0].rule' is wrong")));

        assertThat(analysis.getDescription()).contains("    'readiness.waivers[0].rule' is wrong");
        assertThat(analysis.getAction()).contains("readiness.waivers[0].reason=");
    }

    @Test
    void notesASliceThatNamesNoEndpoint() {
        runner.withPropertyValues("readiness.slices.booking[0]=POST /appointmants")
                .run(context -> assertThat(Readiness.assess(context).notes())
                        .containsExactly("The slice booking names POST /appointmants, which is no endpoint of the"
                                + " application: correct or remove it under readiness.slices.booking"));
    }

    @Test
    void declaredSlicesAreAssessed() {
        runner.withPropertyValues("readiness.slices.booking[0]=POST /appointments")
                .run(context -> assertThat(Readiness.assess(context).slices())
                        .extracting(standing -> standing.slice())
                        .containsExactly(new Slice("booking", List.of("POST /appointments"))));
    }

    @Test
    void controlThatNoRuleSeesCanBeAttested() {
        runner.withPropertyValues(
                        "readiness.attestations[0].control=SOC 2 CC1.4",
                        "readiness.attestations[0].by=the head of staff",
                        "readiness.attestations[0].until=2999-12-31",
                        "readiness.attestations[0].evidence=training plan")
                .run(context -> assertThat(Readiness.assess(context).attestedControls())
                        .singleElement()
                        .satisfies(word -> assertThat(word.by()).isEqualTo("the head of staff")));
    }

    @Test
    void namesWhatIsWrongWithControlsAndEffort() {
        runner.withPropertyValues(
                        "readiness.attestations[0].control=SOC2 CC1.4",
                        "readiness.attestations[0].rule=health.probes-missing",
                        "readiness.attestations[0].by=the head of staff",
                        "readiness.attestations[0].until=2999-12-31",
                        "readiness.attestations[0].evidence=training plan",
                        "readiness.effort.finished.booking=soon")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'readiness.attestations[0].control' must be the name of a control but is"
                                + " 'SOC2 CC1.4'; did you mean 'SOC 2 CC1.4'?")
                        .hasMessageContaining("'readiness.attestations[0].control' must stand alone")
                        .hasMessageContaining(
                                "'readiness.effort.finished.booking' must be a working time such as '24h',"
                                        + " or 'activity', but is 'soon'"));
    }

    @Test
    void estimatesAreKeptInTheFileThatIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("estimates.json");
        bookingThatTook("12h")
                .withPropertyValues("readiness.effort.estimates=" + file)
                .run(context -> {
                    Readiness.assess(context);
                    Readiness.assess(context);

                    assertThat(PastEstimates.from(file).estimates())
                            .singleElement()
                            .satisfies(
                                    estimate -> assertThat(estimate.finished()).containsExactly("booking"));
                });
    }

    @Test
    void estimatesThatCannotBeKeptAreANote(@TempDir Path folder) {
        bookingThatTook("12h")
                .withPropertyValues("readiness.effort.estimates=" + folder)
                .run(context -> assertThat(Readiness.assess(context).notes())
                        .anySatisfy(note -> assertThat(note).startsWith("The estimate was not kept: ")));
    }

    @Test
    void noActivityIsANote(@TempDir Path folder) {
        bookingThatTook("activity")
                .withPropertyValues("readiness.effort.repository=" + folder)
                .run(context -> assertThat(Readiness.assess(context).notes())
                        .singleElement()
                        .asString()
                        .startsWith("No activity was found for the slice booking in the history of " + folder));
    }

    @Test
    void backsOffWhenItIsSwitchedOff() {
        runner.withPropertyValues("readiness.assessment.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(HardeningReport.class).doesNotHaveBean(EndpointHandlers.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Readiness.assess(context))
                    .withMessageContaining("remove readiness.assessment.enabled=false");
        });
    }

    @Test
    void logsOneLineOnceTheApplicationIsReady(CapturedOutput output) {
        try (ConfigurableApplicationContext context = run(FailingApplication.class)) {
            assertThat(context.isActive()).isTrue();
            Awaitility.await().until(() -> output.getOut().contains("Hardening report of"));

            assertThat(output.getOut().lines().filter(line -> line.contains("Hardening report of")))
                    .singleElement()
                    .asString()
                    .contains("INFO")
                    .contains("application: 1 of 1 place failed, grade F (1 high); endpoints: 0, open to anyone: 0.")
                    .contains("management.endpoints.web.exposure.include=health,hardening");
        }
    }

    @Test
    void neitherStartNorStopWaitsForARule() throws InterruptedException {
        try (ConfigurableApplicationContext context = run(WaitingApplication.class)) {
            assertThat(context.isActive()).isTrue();
            assertThat(WaitingApplication.asked.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            assertThat(WaitingApplication.release.getCount()).isOne();
            WaitingApplication.release.countDown();
        }
    }

    private static ConfigurableApplicationContext run(Class<?> application) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties("logging.level.dev.readiness.spring.assessment=INFO")
                .run();
    }

    private ApplicationContextRunner bookingThatTook(String time) {
        return runner.withPropertyValues(
                        "readiness.slices.booking[0]=GET /book", "readiness.effort.finished.booking=" + time)
                .withBean(EndpointSource.class, () -> HardeningReportTests::book)
                .withBean(
                        ReadinessRule.class, () -> rule("demo.booked", () -> Finding.pass("demo.booked", "GET /book")));
    }

    private static List<MappedEndpoint> book() {
        return List.of(MappedEndpoint.withoutMethod(
                new Endpoint("GET", "/book", "Booking.book", Endpoint.Origin.APPLICATION, false, false, false)));
    }

    private static ReadinessRule passing(String id) {
        return rule(id, () -> Finding.pass(id, Finding.APPLICATION));
    }

    private static ReadinessRule failing(String id) {
        return rule(id, () -> Finding.fail(id, Finding.APPLICATION, "It is missing", "Add it"));
    }

    private static ReadinessRule rule(String id, java.util.function.Supplier<Finding> finding) {
        RuleDescription description = new RuleDescription(
                id, id, "why", Dimension.SECURITY, Stage.SKATEBOARD, Severity.HIGH, "seen by", "remedy", List.of());
        return ReadinessRule.of(description, inventory -> List.of(finding.get()));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(AssessmentAutoConfiguration.class)
    static class FailingApplication {

        @Bean
        ReadinessRule missing() {
            return failing("demo.missing");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(AssessmentAutoConfiguration.class)
    static class WaitingApplication {

        static final CountDownLatch asked = new CountDownLatch(1);

        static final CountDownLatch release = new CountDownLatch(1);

        @Bean
        ReadinessRule waiting() {
            return rule("demo.waiting", () -> {
                asked.countDown();
                await();
                return Finding.pass("demo.waiting", Finding.APPLICATION);
            });
        }

        private static void await() {
            try {
                release.await();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
