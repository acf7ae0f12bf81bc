package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.observability.OperationsBundle;
import dev.readiness.spring.observability.Operations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;

/** Whether the alerts and the dashboard speak of what this application really exports. */
@ClinicTest
class OnCallTests {

    private final ClinicClient clinic;
    private final ApplicationContext context;

    @TempDir
    private Path folder;

    @Autowired
    OnCallTests(ClinicClient clinic, ApplicationContext context) {
        this.clinic = clinic;
        this.context = context;
    }

    @Test
    void everyNameInARuleOrAPanelIsExported() {
        useIt();
        Map<String, String> queries = Queries.of(Operations.of(context).files());
        String exported = exported();

        assertThat(queries).hasSizeGreaterThan(30);
        assertThat(queries.values().stream().flatMap(query -> Queries.unknown(query, exported).stream()))
                .isEmpty();
    }

    @Test
    void aNameOrALabelThatNobodyExportsIsSeen() {
        String exported = exported();

        assertThat(Queries.unknown("rate(jvm_threads_current{job=\"clinic\"}[5m]) > 1", exported))
                .containsExactly("jvm_threads_current");
        assertThat(Queries.unknown("hikaricp_connections_pending{pool=\"OtherPool\"} > 0", exported))
                .containsExactly("hikaricp_connections_pending with pool=\"OtherPool\"");
    }

    @Test
    void failuresAreCountedFromZeroForEverySlice() {
        assertThat(exported())
                .contains(
                        "readiness_observability_requests_seconds_count{outcome=\"SERVER_ERROR\",slice=\"booking\"} 0")
                .contains(
                        "readiness_observability_requests_seconds_count{outcome=\"SERVER_ERROR\",slice=\"unowned\"} 0")
                .contains(
                        "readiness_observability_requests_seconds_bucket{outcome=\"SUCCESS\",slice=\"booking\",le=\"0.5\"}");
    }

    @Test
    void theActuatorGivesTheSameFilesTwice() throws IOException {
        Map<String, String> unpacked = unpacked(zip());

        assertThat(unpacked).isEqualTo(Operations.of(context).files());
        assertThat(zip()).isEqualTo(zip());
        clinic.actuator("/operations/runbooks/PoolExhausted.md")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("bean `dataSource`"));
        clinic.actuator("/operations/runbooks/NoSuchAlert.md").expectStatus().isNotFound();
    }

    @Test
    void aRealPrometheusFindsDataForEveryQuery() throws IOException {
        PrometheusProcess.assumePresent();
        useIt();
        OperationsBundle bundle = Operations.of(context);
        bundle.writeTo(folder);
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, often(Files.readString(config)));

        try (PrometheusProcess prometheus = PrometheusProcess.start(folder)) {
            Map<String, String> waiting = Queries.of(bundle.files());
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                waiting.entrySet().removeIf(query -> hasData(prometheus, query.getKey(), query.getValue()));
                assertThat(waiting).isEmpty();
            });
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(prometheus.healthOfRules())
                            .hasSizeGreaterThan(20)
                            .containsOnly("ok"));
            assertThat(prometheus.results("jvm_threads_current{job=\"clinic\"}"))
                    .isZero();
        }
    }

    /** A panel shows something; a rule is silent while all is well, so that each series in it is asked for alone. */
    private static boolean hasData(PrometheusProcess prometheus, String where, String query) {
        if (where.startsWith("dashboard")) {
            return prometheus.results(query.replace("$__rate_interval", "10s").replace("$instance", ".+")) > 0;
        }
        return Queries.selectors(query).stream().allMatch(selector -> prometheus.results(selector) > 0);
    }

    private String often(String config) {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        return config.replaceAll("(scrape|evaluation)_interval: \\d+s", "$1_interval: 1s")
                .replaceAll("targets: \\[\"127.0.0.1:\\d+\"", "targets: [\"127.0.0.1:" + port + "\"");
    }

    /** A request of the slice, and one of no slice: Spring exports a route after its first request. */
    private void useIt() {
        ClinicClient.User patient = clinic.signUp();
        clinic.as(patient).book();
        clinic.as(patient).get("/appointments").expectStatus().isOk();
    }

    private String exported() {
        return new String(
                clinic.actuator("/prometheus", MediaType.TEXT_PLAIN)
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody(),
                StandardCharsets.UTF_8);
    }

    private byte[] zip() {
        return clinic.actuator("/operations/bundle.zip")
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    private static Map<String, String> unpacked(byte[] bytes) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
