package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.smsprovider.SmsProviderStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The prototype with the dependency on Readiness, and with nothing else changed. */
class DependencyAloneIT {

    private static final String MAIN = "com.example.clinic.ClinicApplication";

    @TempDir
    private Path alone;

    @TempDir
    private Path withReadiness;

    private SmsProviderStandIn smsProvider;

    @BeforeEach
    void startSmsProvider() throws IOException {
        smsProvider = new SmsProviderStandIn(0, "test-sms-key-not-a-real-one");
    }

    @AfterEach
    void stopSmsProvider() {
        smsProvider.close();
    }

    @Test
    void behavesByteForByteAsBefore() throws Exception {
        Run before = run(PrototypeJar.start(alone, arguments()));
        Run after = run(PrototypeJar.startWithReadiness(withReadiness, MAIN, arguments()));

        assertThat(after.answers()).containsExactlyElementsOf(before.answers());
        assertThat(after.messages()).isEqualTo(before.messages()).hasSize(41);
        assertThat(after.exitCode()).isEqualTo(before.exitCode());
        assertThat(filesIn(withReadiness.resolve("data"))).isEqualTo(filesIn(alone.resolve("data")));
    }

    @Test
    void saysInOneLineWhereItStands() throws IOException {
        try (ClinicProcess clinic = PrototypeJar.startWithReadiness(withReadiness, MAIN, arguments())) {
            assertThat(clinic.waitForLog("Readiness.assess(context)"))
                    .containsPattern("Hardening report of clinic: .* prototype; endpoints: 6, open to anyone: 4");
        }
    }

    @Test
    void theReportListsWhatThePrototypeSkipped() throws IOException {
        Set<String> failures = failures();

        assertThat(failures)
                .contains(
                        "access.endpoint-open GET /appointments",
                        "access.endpoint-open GET /appointments/{id}",
                        "access.endpoint-open DELETE /appointments/{id}")
                .doesNotContain(
                        "access.endpoint-open POST /signup", // open on purpose, as it seems
                        "access.endpoint-open POST /appointments",
                        "access.endpoint-open GET /admin");
        assertThat(failures)
                .contains(
                        "ratelimit.endpoint-unlimited POST /appointments",
                        "validation.input-unchecked POST /appointments",
                        "audit.write-unrecorded POST /appointments");
        assertThat(failures.stream().map(failure -> failure.substring(0, failure.indexOf(' '))))
                .contains(
                        "access.guessable-password",
                        "secrets.literal-in-configuration",
                        "secrets.literal-in-code",
                        "ratelimit.login-unlimited",
                        "audit.store-not-durable",
                        "migration.schema-by-hibernate",
                        "migration.unversioned",
                        "health.probes-missing");
    }

    private Set<String> failures() throws IOException {
        Path report = withReadiness.resolve("report.json");
        String source = Path.of("src/test/resources/com/example/comparison/WriteReport.java")
                .toAbsolutePath()
                .toString();
        List<String> arguments = List.of(
                report.toString(),
                "--server.port=0",
                "--clinic.sms.stand-in.enabled=false",
                "--clinic.sms.url=" + smsProvider.url());
        try (ClinicProcess clinic = PrototypeJar.startWithReadiness(withReadiness, source, arguments)) {
            assertThat(clinic.exitCode()).as(clinic.log()).isZero();
        }
        JsonNode findings =
                JsonMapper.shared().readTree(Files.readString(report)).get("findings");
        return StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> finding.get("result").asString().equals("fail"))
                .map(finding -> finding.get("rule").asString() + " "
                        + finding.get("where").asString())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Run run(ClinicProcess started) throws IOException, InterruptedException {
        try (ClinicProcess clinic = started) {
            int messagesBefore = smsProvider.messages().size();
            List<Answer> answers = Conversation.with(clinic.port());
            List<String> messages = smsProvider.messages();
            return new Run(answers, messages.subList(messagesBefore, messages.size()), clinic.stop());
        }
    }

    private List<String> arguments() {
        return List.of(
                "--server.port=0", "--clinic.sms.stand-in.enabled=false", "--clinic.sms.url=" + smsProvider.url());
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private record Run(List<Answer> answers, List<String> messages, int exitCode) {}
}
