package dev.readiness.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.readiness.spring.RunningApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTests {

    @Test
    void changesNothingUnlessAsked() {
        try (RunningApplication application = RunningApplication.start(Shop.class)) {
            HttpResponse<String> response = application.get("/orders/7", "X-Correlation-Id", "caller-1");

            assertThat(response.headers().firstValue("X-Correlation-Id")).isEmpty();
            assertThat(response.body()).isEqualTo("order null");
            assertThat(application.context().getBeanNamesForType(CorrelatedClients.class))
                    .isEmpty();
        }
    }

    @Test
    void theSameIdIsInTheAnswerTheLogAndOtherThreads() {
        try (RunningApplication application =
                RunningApplication.start(Shop.class, "readiness.observability.correlation=true")) {
            assertThat(application
                            .get("/orders/7", "X-Correlation-Id", "caller-1")
                            .body())
                    .isEqualTo("order caller-1");
            assertThat(application.get("/async", "X-Correlation-Id", "caller-2").body())
                    .isEqualTo("async caller-2");
        }
    }

    @Test
    void callsThatAreMadeCarryTheId() {
        try (RunningApplication application =
                RunningApplication.start(Shop.class, "readiness.observability.correlation=true")) {
            String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
            String trace = "00-" + traceId + "-00f067aa0ba902b7-01";

            assertThat(application
                            .get("/outbound/client", "X-Correlation-Id", "caller-1", "traceparent", trace)
                            .body())
                    .isEqualTo("caller-1 " + trace);
            assertThat(application
                            .get("/outbound/template", "X-Correlation-Id", "caller-1", "traceparent", trace)
                            .body())
                    .isEqualTo("caller-1 " + trace);
        }
    }

    @Test
    void anErrorAnswerCarriesTheIdToo() {
        try (RunningApplication application =
                RunningApplication.start(Shop.class, "readiness.observability.correlation=true")) {
            HttpResponse<String> response = application.get("/throw", "X-Correlation-Id", "caller-1");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly("caller-1");
        }
    }

    @Test
    void oneLineSaysWhatBecameOfARequest(CapturedOutput output) {
        try (RunningApplication application = RunningApplication.start(
                Shop.class,
                "readiness.observability.request-summary=true",
                "logging.level.dev.readiness.observability=info")) {
            application.get("/orders/7?token=test-value");

            Awaitility.await().until(() -> output.getAll().contains("GET /orders/{id} answered 200 in "));
            assertThat(output.getAll()).doesNotContain("test-value");
        }
    }

    @Test
    void metersOfRequestsSayTheSlice() {
        try (RunningApplication application = RunningApplication.start(
                Shop.class, "readiness.observability.slice-tag=true", "readiness.slices.buy[0]=GET /orders/{id}")) {
            application.get("/orders/7");
            application.get("/async");

            MeterRegistry meters = application.context().getBean(MeterRegistry.class);
            Awaitility.await()
                    .until(() -> meters.find("http.server.requests").timers().size() == 2);
            assertThat(meters.get("http.server.requests")
                            .tag("uri", "/orders/{id}")
                            .timer()
                            .getId()
                            .getTag("slice"))
                    .isEqualTo("buy");
            assertThat(meters.get("http.server.requests")
                            .tag("uri", "/async")
                            .timer()
                            .getId()
                            .getTag("slice"))
                    .isEqualTo("unowned");
        }
    }

    @Test
    void refusesADurationThatIsNone() {
        assertThatThrownBy(() -> RunningApplication.start(Shop.class, "readiness.observability.slow-request=0s"))
                .hasRootCauseMessage("'slow-request' must be more than zero but is PT0S");
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    @Import({Endpoints.class, Mailer.class})
    static class Shop {

        @Bean
        SecurityFilterChain open(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        RestTemplate template() {
            return new RestTemplate();
        }

        /** As Spring Boot defines it where its module for HTTP clients is there. */
        @Bean
        @Scope("prototype")
        RestClient.Builder restClientBuilder() {
            return RestClient.builder();
        }
    }

    @RestController
    static class Endpoints {

        private final Mailer mailer;
        private final Environment environment;
        private final RestTemplate template;
        private final RestClient client;

        Endpoints(Mailer mailer, Environment environment, RestTemplate template, RestClient.Builder client) {
            this.mailer = mailer;
            this.environment = environment;
            this.template = template;
            this.client = client.build();
        }

        @GetMapping("/orders/{id}")
        String order(@PathVariable String id) {
            return "order " + MDC.get("correlationId");
        }

        @GetMapping("/async")
        String async() throws InterruptedException, ExecutionException {
            return "async " + mailer.send().get();
        }

        @GetMapping("/throw")
        String fail() {
            throw new IllegalStateException("planted");
        }

        @GetMapping("/outbound/client")
        @Nullable
        String callsWithAClient() {
            return client.get().uri(self()).retrieve().body(String.class);
        }

        @GetMapping("/outbound/template")
        @Nullable
        String callsWithATemplate() {
            return template.getForObject(self(), String.class);
        }

        @GetMapping("/called")
        String called(@RequestHeader("X-Correlation-Id") String id, @RequestHeader("traceparent") String traceParent) {
            return id + " " + traceParent;
        }

        private String self() {
            return "http://127.0.0.1:" + environment.getProperty("local.server.port") + "/called";
        }
    }

    static class Mailer {

        @Async
        CompletableFuture<@Nullable String> send() {
            return CompletableFuture.completedFuture(MDC.get("correlationId"));
        }
    }
}
