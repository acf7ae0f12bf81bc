package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.ReportWriter;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditTrail;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A loaded secret in what the audit trail keeps and in what the report says. The value is made up and opens nothing. */
class RecordsAndReportWithoutSecretsTests {

    private static final String VALUE = "test/of-the-trail+7b2e9a";

    private static final String ENCODED = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);

    private static final String BASE64 =
            Base64.getEncoder().encodeToString(("hook:" + VALUE).getBytes(StandardCharsets.UTF_8));

    /** What is left of the value in any of its forms. */
    private static final String[] TRACES = {"7b2e9a", ENCODED, BASE64.substring(8, 24)};

    @TempDir
    Path folder;

    @Test
    void aLoadedSecretStandsNeitherInTheTrailNorInTheReport() throws IOException {
        Files.writeString(folder.resolve("HOOK_KEY"), VALUE);

        try (RunningApplication application = RunningApplication.start(
                TestApplication.class,
                "readiness.secrets.directories=" + folder,
                "readiness.audit.store=memory",
                "management.endpoints.web.exposure.include=hardening",
                "spring.security.user.password=test-of-the-user")) {
            AuditTrail trail = application.context().getBean(AuditTrail.class);
            trail.record(trail.entry("hook.change")
                    .reason("answered 500 at https://hooks.example/?key=" + ENCODED)
                    .change("url", "https://hooks.example/" + VALUE, "Basic " + BASE64)
                    .detail("note", "was " + VALUE)
                    .build());

            assertThat(trail.read(AuditQuery.newestFirst(1)).records().get(0).toString())
                    .contains("at https://hooks.example/?key=[redacted]", "note=was [redacted]")
                    .doesNotContain(TRACES);
            Assessment assessment =
                    application.context().getBean(HardeningReport.class).assessment();
            for (ReportWriter writer : writers()) {
                assertThat(writer.render(assessment)).doesNotContain(TRACES);
            }
            assertThat(ReportWriter.json().render(assessment)).contains("The hook answers [redacted]");
            assertThat(application
                            .getAs("user", "test-of-the-user", "/actuator/hardening")
                            .body())
                    .contains("The hook answers [redacted]")
                    .doesNotContain(TRACES);
        }
    }

    private static List<ReportWriter> writers() {
        return Stream.of(
                        ReportWriter.json(),
                        ReportWriter.html(),
                        ReportWriter.markdown(),
                        ReportWriter.text(),
                        ReportWriter.summary(),
                        ReportWriter.sarif(),
                        ReportWriter.oscal(),
                        ReportWriter.junit())
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TestApplication {

        @Bean
        ReadinessRule ruleThatTellsTooMuch() {
            return ReadinessRule.of(
                    RuleCatalogue.describe("secrets.literal-in-code"),
                    inventory -> List.of(Finding.fail(
                            "secrets.literal-in-code",
                            "hook " + VALUE,
                            "The hook answers " + VALUE,
                            "hook.url=https://hooks.example/?key=" + ENCODED,
                            new Evidence("Basic " + BASE64, "was " + VALUE))));
        }
    }
}
