package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class ReactiveRateLimitTests {

    private static final String RULES = "readiness.rate-limit.rules.";

    private RunningApplication application;

    @BeforeEach
    void start() {
        application = RunningApplication.start(
                ReactiveApplication.class,
                "spring.main.web-application-type=reactive",
                RULES + "hello.routes=GET /hello",
                RULES + "hello.limits=1/1h",
                RULES + "hello.key=client-address",
                RULES + "me.routes=GET /me",
                RULES + "me.limits=1/1h",
                RULES + "me.key=principal");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void refusesWithAProblemDocument() {
        HttpResponse<String> permitted = application.get("/hello");
        HttpResponse<String> refused = application.get("/hello");

        assertThat(permitted.body()).isEqualTo("hello");
        assertThat(permitted.headers().firstValue("RateLimit-Policy")).hasValue("\"hello\";q=1;w=3600");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(3600L, 3961L);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("quota-exceeded", "\"violated-policies\":[\"hello\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%68ello", "/hell%6F", "/hello;x=1", "//hello", "/hello/", "/hello?x=1", "/./hello"})
    void noSpellingOfThePathReachesTheHandlerPastTheLimit(String path) {
        application.get("/hello");

        assertThat(application.get(path).body()).isNotEqualTo("hello");
    }

    @Test
    void countsByPrincipalBehindSecurity() {
        List<Integer> alice = List.of(
                application.getAs("alice", "right", "/me").statusCode(),
                application.getAs("alice", "right", "/me").statusCode());

        assertThat(alice).containsExactly(200, 429);
        assertThat(application.getAs("bob", "right", "/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aFloodByAddressNeverReachesThePasswordCheck() {
        application.getAs("alice", "right", "/hello");

        assertThat(application.getAs("alice", "wrong", "/hello").statusCode()).isEqualTo(429);
    }

    @Test
    void doesNotCountAPreflight() {
        application.send(
                HttpMethod.OPTIONS.name(),
                "/hello",
                BodyPublishers.noBody(),
                "Origin",
                "https://app.example",
                "Access-Control-Request-Method",
                "GET");

        assertThat(application.get("/hello").statusCode()).isEqualTo(200);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(HelloController.class)
    static class ReactiveApplication {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/me")
                            .authenticated()
                            .anyExchange()
                            .permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(
                    User.withUsername("alice")
                            .password("{noop}right")
                            .roles("PATIENT")
                            .build(),
                    User.withUsername("bob")
                            .password("{noop}right")
                            .roles("PATIENT")
                            .build());
        }
    }

    @RestController
    static class HelloController {

        @GetMapping("/hello")
        Mono<String> hello() {
            return Mono.just("hello");
        }

        @GetMapping("/me")
        Mono<String> me() {
            return Mono.just("me");
        }
    }
}
