package dev.readiness.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.readiness.observability.RequestSummary;
import dev.readiness.spring.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ReactiveObservabilityTests {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                Shop.class,
                "spring.main.web-application-type=reactive",
                "logging.level.dev.readiness.observability=info",
                "readiness.validation.problem-details=true",
                "readiness.observability.correlation=true",
                "readiness.observability.request-summary=true");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void changesNothingUnlessAsked() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ObservabilityAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(WebFilter.class)
                        .doesNotHaveBean(CorrelatedWebClients.class));
    }

    @Test
    void theSameIdIsInTheAnswerAndOnEveryThread() {
        HttpResponse<String> response = application.get("/orders/7", "X-Correlation-Id", "caller-1");

        assertThat(response.body()).isEqualTo("order caller-1");
        assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly("caller-1");
        assertThat(application.get("/elsewhere", "X-Correlation-Id", "caller-2").body())
                .isEqualTo("caller-2 caller-2");
        assertThat(application
                        .send("POST", "/orders", BodyPublishers.ofString("x"), "X-Correlation-Id", "caller-3")
                        .body())
                .isEqualTo("x caller-3");
        assertThat(application.get("/orders/7").body()).matches("order [0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "${jndi:ldap://x}", "<script>", "ünknown"})
    void anIdThatMightDoHarmIsReplaced(String id) {
        assertThat(application
                        .get("/orders/7", "X-Correlation-Id", id, "traceparent", TRACE)
                        .body())
                .isEqualTo("order " + TRACE_ID);
    }

    @Test
    void anEndlessIdIsReplaced() {
        assertThat(application
                        .get("/orders/7", "X-Correlation-Id", "a".repeat(4_000))
                        .body())
                .matches("order [0-9a-f]{32}");
    }

    @Test
    void callsThatAreMadeCarryIdAndTrace() {
        assertThat(application
                        .get("/outbound", "X-Correlation-Id", "caller-1", "traceparent", TRACE)
                        .body())
                .isEqualTo("caller-1 " + TRACE);
    }

    @Test
    void aProblemDocumentNamesTheId() {
        HttpResponse<String> response = application.get("/throw", "X-Correlation-Id", "caller-1");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly("caller-1");
        assertThat(response.body()).contains("\"correlationId\":\"caller-1\"");
    }

    @Test
    void oneLineWithTheIdSaysWhatBecameOfARequest() {
        Logger logger = (Logger) LoggerFactory.getLogger(RequestSummary.LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        // Another application of these tests may have told the logging system something else.
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            application.get("/orders/7?token=test-value", "X-Correlation-Id", "line-1");
            application.get("/throw", "X-Correlation-Id", "line-2");
            application.get("/nowhere/test-value", "X-Correlation-Id", "line-3");

            await().until(() -> own(lines).size() == 3);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
        assertThat(own(lines))
                .extracting(line -> line.getMDCPropertyMap().get("correlationId") + " "
                        + line.getFormattedMessage().replaceAll("in \\d+ ms.*", ""))
                .containsExactlyInAnyOrder(
                        "line-1 GET /orders/{id} answered 200 ",
                        "line-2 GET /throw answered 500 ",
                        "line-3 GET /** answered 404 ");
    }

    /** Without those of requests that were answered before. */
    private static List<ILoggingEvent> own(ListAppender<ILoggingEvent> lines) {
        return List.copyOf(lines.list).stream()
                .filter(line -> String.valueOf(line.getMDCPropertyMap().get("correlationId"))
                        .startsWith("line-"))
                .toList();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Endpoints.class)
    static class Shop {

        @Bean
        SecurityWebFilterChain open(ServerHttpSecurity http) {
            return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }

        @Bean
        @Scope("prototype")
        WebClient.Builder webClientBuilder() {
            return WebClient.builder();
        }
    }

    @RestController
    static class Endpoints {

        private final Environment environment;
        private final WebClient client;

        Endpoints(Environment environment, WebClient.Builder client) {
            this.environment = environment;
            this.client = client.build();
        }

        @GetMapping("/orders/{id}")
        Mono<String> order(@PathVariable String id) {
            return Mono.fromSupplier(() -> "order " + MDC.get("correlationId"));
        }

        @PostMapping("/orders")
        Mono<String> order(@RequestBody Mono<String> body) {
            return body.map(text -> text + " " + MDC.get("correlationId"));
        }

        @GetMapping("/elsewhere")
        Mono<String> elsewhere() {
            return Mono.fromSupplier(() -> MDC.get("correlationId"))
                    .subscribeOn(Schedulers.boundedElastic())
                    .publishOn(Schedulers.parallel())
                    .map(id -> id + " " + MDC.get("correlationId"));
        }

        @GetMapping("/throw")
        Mono<String> fail() {
            return Mono.error(new IllegalStateException("planted"));
        }

        @GetMapping("/outbound")
        Mono<String> outbound() {
            return client.get()
                    .uri("http://127.0.0.1:" + environment.getProperty("local.server.port") + "/called")
                    .retrieve()
                    .bodyToMono(String.class);
        }

        @GetMapping("/called")
        String called(@RequestHeader("X-Correlation-Id") String id, @RequestHeader("traceparent") String traceParent) {
            return id + " " + traceParent;
        }
    }
}
