package com.example.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.assessment.Readiness;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The same jar in a reactive application on Spring Boot 3.5: what the report sees, a limit, and a refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactiveOnSpringBoot3Tests {

    private ConfigurableApplicationContext application;

    @BeforeAll
    void start() {
        application = new SpringApplicationBuilder(ReactiveVisits.class)
                .web(WebApplicationType.REACTIVE)
                .properties(
                        "spring.config.name=none",
                        "spring.reactor.netty.shutdown-quiet-period=0s",
                        "server.address=127.0.0.1",
                        "readiness.rate-limit.rules.booking.routes=POST /visits",
                        "readiness.rate-limit.rules.booking.limits=4/1h",
                        "readiness.rate-limit.rules.booking.key=client-address",
                        "readiness.validation.max-body-size=1KB",
                        "readiness.health.monitor=true",
                        "management.endpoints.web.exposure.include=health",
                        "management.endpoint.health.show-components=always",
                        "readiness.validation.problem-details=true")
                .run("--server.port=0");
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void theReportAsksTheChain() {
        List<Finding> access = Readiness.assess(application).findings().stream()
                .filter(finding -> finding.ruleId().equals("access.endpoint-open"))
                .toList();

        assertThat(access)
                .filteredOn(finding -> finding.where().contains("POST /visits"))
                .extracting(Finding::result)
                .containsExactly(Result.FAIL);
        assertThat(access)
                .filteredOn(finding -> finding.where().contains("DELETE /visits"))
                .extracting(Finding::result)
                .containsExactly(Result.PASS);
    }

    @Test
    void noRuleIsLost() {
        assertThat(Readiness.assess(application).findings())
                .extracting(Finding::problem)
                .noneMatch(problem -> problem.startsWith("The rule could not be asked"));
    }

    @Test
    void whatIsInvalidOrTooLargeIsExplainedAndAFloodIsLimited() throws Exception {
        HttpResponse<String> tooLarge = post("{\"reason\": \"" + "a".repeat(2_000) + "\"}");
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(post("{\"reason\": \"\"}").statusCode()).isEqualTo(400);
        assertThat(post("{\"reason\": \"\"}").body()).contains("\"pointer\":\"/reason\"");
        HttpResponse<String> refused = post("{\"reason\": \"checkup\"}");
        assertThat(refused.statusCode()).isEqualTo(200);
        for (int i = 0; i < 4 && refused.statusCode() != 429; i++) {
            refused = post("{\"reason\": \"checkup\"}");
        }

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void healthTellsWhatTheMonitorSaw() {
        await().untilAsserted(() -> assertThat(health().body())
                .contains("\"deadlocks\":{\"status\":\"UP\"", "\"diskSpace\":{\"status\":\"UP\""));
    }

    private HttpResponse<String> health() throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/visits"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                FlywayAutoConfiguration.class
            })
    @EnableWebFluxSecurity
    static class ReactiveVisits {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .httpBasic(Customizer.withDefaults())
                    .authorizeExchange(exchanges -> exchanges
                            .pathMatchers(HttpMethod.POST, "/visits")
                            .permitAll()
                            .pathMatchers("/actuator/health")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .build();
        }

        @Bean
        ReactiveVisitController visits() {
            return new ReactiveVisitController();
        }
    }

    record Wanted(@NotBlank @Size(max = 200) String reason) {}

    @RestController
    static class ReactiveVisitController {

        @PostMapping("/visits")
        Mono<String> book(@Valid @RequestBody Wanted visit) {
            return Mono.just("booked: " + visit.reason().length());
        }

        @DeleteMapping("/visits/{id}")
        Mono<Void> cancel(@PathVariable long id) {
            return Mono.empty();
        }
    }
}
