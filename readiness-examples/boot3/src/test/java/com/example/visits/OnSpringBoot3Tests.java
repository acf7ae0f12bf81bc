package com.example.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Finding;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.spring.assessment.Readiness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same jar on Spring Boot 3.5: limits, audit, problem documents, correlation and the report, each used once over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnSpringBoot3Tests {

    private static final String PASSWORD = "test-plum-63";

    @TempDir
    private static Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private ConfigurableApplicationContext application;

    @BeforeAll
    void start() throws IOException {
        PrintStream console = System.out;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            SpringApplication visits = new SpringApplication(VisitsApplication.class, SmsGateway.class);
            visits.setDefaultProperties(Map.of("server.address", "127.0.0.1"));
            application = visits.run(
                    "--server.port=" + freePort(),
                    "--readiness.health.early-probes=true",
                    "--readiness.migration.run.enabled=true",
                    "--readiness.health.monitor=true",
                    "--readiness.health.heartbeats.nightly-letters.every=1d",
                    "--readiness.health.period=200ms",
                    "--readiness.health.fail-after=1",
                    "--management.endpoint.health.show-details=when-authorized",
                    "--visits.password=" + PASSWORD,
                    "--management.endpoints.web.exposure.include=health,hardening,audittrail",
                    "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("visits"));
            await().until(() -> log.toString(StandardCharsets.UTF_8).contains("Hardening report of"));
        } finally {
            System.setOut(console);
        }
    }

    @AfterAll
    void stop() {
        application.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void thisIsSpringBoot3() {
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
    }

    @Test
    void theLogHasOneLineOfOursAndNoWarningOfTheRest() {
        List<String> lines = log.toString(StandardCharsets.UTF_8).lines().toList();

        assertThat(lines)
                .filteredOn(line -> line.contains("Hardening report of"))
                .hasSize(1);
        assertThat(lines).noneMatch(line -> line.contains("HandlerMappingIntrospector"));
        assertThat(lines).noneMatch(line -> line.contains(" ERROR "));
    }

    @Test
    void oneProcessMigratesWhileProbesAreAnswered() {
        assertThat(application.containsBean("readinessEarlyProbes")).isTrue();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("Schema: migrating V1__visits.sql, 1 of ");
    }

    @Test
    void healthTellsWhatTheMonitorSaw() throws Exception {
        SmsGateway gateway = application.getBean(SmsGateway.class);
        await().untilAsserted(() -> assertThat(health("/actuator/health").body())
                .contains(
                        "\"sms\":{\"status\":\"UP\"",
                        "\"deadlocks\":{\"status\":\"UP\"",
                        "\"nightly-letters\":{\"status\":"));
        assertThat(health("/actuator/health/db").body()).contains("\"status\":\"UP\"", "\"database\":\"H2\"");
        assertThat(gateway.callers).allMatch(thread -> thread.startsWith("readiness-health"));

        gateway.up = false;
        await().untilAsserted(() -> assertThat(health("/actuator/health/sms"))
                .matches(answer -> answer.statusCode() == 503)
                .extracting(HttpResponse::body, STRING)
                .contains("\"status\":\"DOWN\"", "\"reason\":\"no credit\"", "\"failuresInARow\":"));
        assertThat(health("/actuator/health").statusCode()).isEqualTo(503);
        gateway.up = true;
        await().until(() -> health("/actuator/health/sms").statusCode() == 200);
    }

    /** A check of the application. */
    static class SmsGateway {

        final Set<String> callers = ConcurrentHashMap.newKeySet();

        volatile boolean up = true;

        @Bean
        HealthCheck smsHealthCheck() {
            return () -> {
                callers.add(Thread.currentThread().getName());
                return up ? HealthResult.up() : HealthResult.down("no credit");
            };
        }
    }

    @Test
    void aBookingIsRecorded() throws Exception {
        HttpResponse<String> booked = post("ann", "{\"reason\": \"checkup\"}");
        JdbcTemplate database = new JdbcTemplate(application.getBean(javax.sql.DataSource.class));

        assertThat(booked.statusCode()).isEqualTo(201);
        assertThat(booked.headers().firstValue("X-Correlation-Id")).isPresent();
        assertThat(database.queryForObject(
                        "select count(*) from readiness_audit where action = 'visit.book'", Integer.class))
                .isPositive();
    }

    @Test
    void inputThatIsRefusedIsExplainedInAProblemDocument() throws Exception {
        HttpResponse<String> refused = post("ann", "{\"reason\": \"\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("\"pointer\":\"/reason\"").doesNotContain("com.example");
    }

    @Test
    void aPartOfARecordThatStandsTwiceIsTheCallersMistake() throws Exception {
        HttpResponse<String> refused = post("ann", "{\"reason\": \"checkup\", \"reason\": \"again\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).doesNotContain("com.example", "creator");
    }

    @Test
    void aFloodIsLimited() throws Exception {
        HttpResponse<String> last = post("bea", "{\"reason\": \"flood\"}");
        for (int i = 0; i < 30 && last.statusCode() != 429; i++) {
            last = post("bea", "{\"reason\": \"flood\"}");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(last.body()).contains("quota-exceeded");
    }

    @Test
    void guessesAreLimited() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(get("/actuator/hardening", "bob", "wrong").statusCode()).isEqualTo(401);
        }

        assertThat(get("/actuator/hardening", "bob", "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void theReportIsAnActuatorEndpoint() throws Exception {
        HttpResponse<String> report = get("/actuator/hardening", "ann", PASSWORD);

        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.body()).contains("\"application\"", "visits");
    }

    @Test
    void whatMayBeLeftOutOfARequestToAnEndpointMayBeLeftOut() throws Exception {
        HttpResponse<String> trail = get("/actuator/audittrail", "ann", PASSWORD);

        assertThat(trail.statusCode()).as(trail.body()).isEqualTo(200);
    }

    @Test
    void theReportSaysWhatIsNotTrueOfErrorsHere() {
        assertThat(Readiness.assess(application).findings())
                .filteredOn(finding -> finding.ruleId().equals("validation.error-detail"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).hasToString("FAIL"))
                .satisfies(finding -> assertThat(finding.remedy()).contains("server.error.include-message"));
    }

    @Test
    void theReportSeesWhatIsInOrder() {
        Assessment assessment = Readiness.assess(application);

        assertThat(assessment.findings())
                .filteredOn(finding -> finding.result().toString().equals("FAIL"))
                .extracting(Finding::ruleId)
                .doesNotContain(
                        "access.endpoint-open",
                        "ratelimit.login-unlimited",
                        "validation.input-unchecked",
                        "audit.write-unrecorded",
                        "migration.schema-by-hibernate",
                        "migration.unversioned",
                        "scaling.open-in-view",
                        "health.probes-missing",
                        "health.details-open",
                        "health.dependency-unwatched");
        assertThat(assessment.findings())
                .filteredOn(finding -> finding.result().toString().equals("UNKNOWN"))
                .extracting(Finding::ruleId)
                // What lies outside of the application, and what nobody has decided.
                .containsExactlyInAnyOrder(
                        "deployment.no-drain",
                        "health.nobody-watches",
                        "observability.slice-unpromised",
                        "audit.retention-overdue",
                        "backup.missing",
                        "backup.never-restored");
    }

    private HttpResponse<String> post(String user, String body) throws IOException, InterruptedException {
        return client.send(
                request("/visits", user, PASSWORD)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> health(String path) throws IOException, InterruptedException {
        return get(path, "ann", PASSWORD);
    }

    private HttpResponse<String> get(String path, String user, String password)
            throws IOException, InterruptedException {
        return client.send(request(path, user, password).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String user, String password) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + login);
    }
}
