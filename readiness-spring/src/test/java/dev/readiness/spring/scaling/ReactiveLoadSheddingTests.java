package dev.readiness.spring.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.scaling.Admission;
import dev.readiness.scaling.LoadShedder;
import dev.readiness.spring.RunningApplication;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReactiveLoadSheddingTests {

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                ReactiveApplication.class,
                "spring.main.web-application-type=reactive",
                "readiness.scaling.shedding.enabled=true",
                "readiness.scaling.shedding.min-concurrent=1",
                "readiness.scaling.shedding.max-concurrent=1");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void refusesBeforeAnybodyAsksWhoItIs() {
        Admission other = shedder().admit(LoadShedder.REST).orElseThrow();

        HttpResponse<String> refused = application.get("/secured");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 2L);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("urn:problem-type:readiness:overloaded");
        assertThat(application.get("/actuator/health").statusCode()).isEqualTo(200);
        other.close();
        assertThat(application.get("/secured").statusCode()).isEqualTo(401);
        awaitNobodyIn();
    }

    @Test
    void aRequestHoldsItsPlaceWhileItIsAnswered() {
        assertThat(application.get("/open/in-flight").body()).isEqualTo("1");
        awaitNobodyIn();
        assertThat(application.get("/open/fail").statusCode()).isEqualTo(500);
        awaitNobodyIn();
    }

    @Test
    void aStreamOfEventsGivesItsPlaceBackWhenItHasBegun() {
        HttpResponse<String> events = application.get("/open/events");

        assertThat(events.body()).contains("data:1", "data:0");
        awaitNobodyIn();
    }

    /** A client may have read the whole answer before the server gives the place back. */
    private static void awaitNobodyIn() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(shedder().states())
                        .allSatisfy(state -> assertThat(state.inFlight()).isZero()));
    }

    private static LoadShedder shedder() {
        return application.context().getBean(LoadShedder.class);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(InFlightController.class)
    static class ReactiveApplication {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/open/**", "/actuator/**")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @RestController
    static class InFlightController {

        private final LoadShedder shedder;

        InFlightController(LoadShedder shedder) {
            this.shedder = shedder;
        }

        @GetMapping("/open/in-flight")
        Mono<String> inFlight() {
            return Mono.fromSupplier(() -> Integer.toString(now()));
        }

        @GetMapping("/open/fail")
        Mono<String> fail() {
            return Mono.error(new IllegalStateException("planned"));
        }

        /** The first element is written with the response's head, so the second one is seen after the place was given back. */
        @GetMapping(path = "/open/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<Integer> events() {
            return Flux.just(1).concatWith(Mono.fromSupplier(this::now));
        }

        private int now() {
            return shedder.states().get(0).inFlight();
        }
    }
}
