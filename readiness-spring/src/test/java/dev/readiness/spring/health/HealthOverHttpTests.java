package dev.readiness.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.health.CheckSettings;
import dev.readiness.health.HealthMonitor;
import dev.readiness.health.Impact;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class HealthOverHttpTests {

    private static final String MONITOR = "--readiness.health.monitor=true";
    private static final String OWN_PORT = "--management.server.port=0";

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {OWN_PORT, "--management.endpoints.web.base-path=/ops", "--spring.application.name=same-port"})
    void noCacheKeepsAnAnswerOnWhicheverPortItIs(String argument) throws Exception {
        try (ConfigurableApplicationContext context = start(MONITOR, argument)) {
            String base = argument.contains("/ops") ? "/ops" : "/actuator";
            for (String path : new String[] {"/health", "/health/readiness"}) {
                assertThat(get(context, base + path).headers().allValues("Cache-Control"))
                        .containsExactly("no-store");
            }
            assertThat(get(context, base).headers().firstValue("Cache-Control")).isEmpty();
        }
    }

    @Test
    void withoutConfigurationTheAnswersAreThoseOfSpringBoot() throws Exception {
        try (ConfigurableApplicationContext context = start(OWN_PORT)) {
            HttpResponse<String> response = get(context, "/actuator/health");

            assertThat(response.headers().firstValue("Cache-Control")).isEmpty();
            assertThat(response.body()).contains("\"status\":\"UP\"").doesNotContain("components");
            get(context, "/actuator/health");
            assertThat(context.getBean(AtomicInteger.class)).hasValue(2);
        }
    }

    @Test
    void probesOverHttpRunNothingAndDetailsAreForThoseAllowed() throws Exception {
        try (ConfigurableApplicationContext context = start(
                MONITOR,
                OWN_PORT,
                "--management.endpoint.health.group.paid.include=clinic",
                "--readiness.health.period=1h")) {
            for (int i = 0; i < 20; i++) {
                assertThat(get(context, "/actuator/health/paid").body()).isEqualTo("{\"status\":\"UP\"}");
                assertThat(get(context, "/actuator/health/readiness").statusCode())
                        .isEqualTo(200);
            }

            assertThat(context.getBean(AtomicInteger.class)).hasValue(1);
        }
    }

    @Test
    void settingsAreReadAsTheyAreDescribed(@TempDir Path directory) throws Exception {
        try (ConfigurableApplicationContext context = start(
                MONITOR,
                OWN_PORT,
                "--readiness.health.checks.clinic.impact=degraded",
                "--readiness.health.checks.clinic.shared=true",
                "--readiness.health.checks.clinic.down-period=1m",
                "--readiness.health.checks.clinic.fail-after=7",
                "--readiness.health.notifications.quiet=5m",
                "--readiness.health.notifications.alertmanager-url=http://127.0.0.1:1",
                "--readiness.health.heartbeats.nightly-backup.every=12h",
                "--readiness.health.heartbeat-file=" + directory.resolve("heartbeats.properties"),
                "--readiness.health.certificate-warning=10d")) {
            CheckSettings settings = Objects.requireNonNull(
                            context.getBean(HealthMonitor.class).states().get("clinic"))
                    .settings();
            assertThat(settings.impact()).isEqualTo(Impact.DEGRADED);
            assertThat(settings.shared()).isTrue();
            assertThat(settings.downPeriod()).isEqualTo(Duration.ofMinutes(1));
            assertThat(settings.failAfter()).isEqualTo(7);
            assertThat(context.getBean(HealthMonitor.class).states()).containsKeys("nightly-backup", "diskSpace");
        }
    }

    @Test
    void whileDrainingProbesHearItAndEverythingElseGoesOn() throws Exception {
        ConfigurableApplicationContext context = start(
                OWN_PORT,
                "--readiness.health.drain.enabled=true",
                "--readiness.health.drain.delay=10m",
                "--readiness.health.drain.probes=3");
        URI root = management(context, "");
        Thread closing = new Thread(context::close);
        closing.start();
        await().until(context.getBean(HealthMonitor.class)::isRefusingTraffic);

        assertThat(get(root, "/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(get(root, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get(root, "/actuator/info").statusCode()).isEqualTo(200);
        assertThat(get(root, "/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(closing.isAlive()).isTrue();
        assertThat(get(root, "/actuator/health").statusCode()).isEqualTo(503);

        closing.join();
        assertThat(context.isActive()).isFalse();
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Application.class)
                .run(Stream.concat(
                                Stream.of(arguments),
                                Stream.of(
                                        "--server.port=0",
                                        "--management.endpoints.web.exposure.include=health,info",
                                        "--spring.autoconfigure.exclude="
                                                + String.join(
                                                        ",",
                                                        "org.springframework.boot.security.autoconfigure.web.servlet"
                                                                + ".ServletWebSecurityAutoConfiguration",
                                                        "org.springframework.boot.security.autoconfigure.web.servlet"
                                                                + ".SecurityFilterAutoConfiguration",
                                                        "org.springframework.boot.security.autoconfigure.actuate.web"
                                                                + ".servlet.ManagementWebSecurityAutoConfiguration",
                                                        "org.springframework.boot.jdbc.autoconfigure"
                                                                + ".DataSourceAutoConfiguration")))
                        .toArray(String[]::new));
    }

    private HttpResponse<String> get(ConfigurableApplicationContext context, String path) throws Exception {
        return get(management(context, ""), path);
    }

    private HttpResponse<String> get(URI root, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(root + path)).build(), BodyHandlers.ofString());
    }

    private static URI management(ConfigurableApplicationContext context, String path) {
        String port = context.getEnvironment()
                .getProperty("local.management.port", context.getEnvironment().getProperty("local.server.port", ""));
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        AtomicInteger runs() {
            return new AtomicInteger();
        }

        @Bean
        HealthIndicator clinicHealthIndicator(AtomicInteger runs) {
            return () -> Health.up().withDetail("run", runs.incrementAndGet()).build();
        }
    }
}
