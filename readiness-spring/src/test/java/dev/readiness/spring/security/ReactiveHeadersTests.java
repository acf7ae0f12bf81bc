package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.readiness.spring.RunningApplication;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What {@code readiness.headers.profile} really sends of a reactive application, behind a proxy that ends TLS. */
class ReactiveHeadersTests {

    private static final String REACTIVE = "spring.main.web-application-type=reactive";

    private static final String STRICT = "readiness.headers.profile=strict";

    private static final String PROXY = "server.forward-headers-strategy=framework";

    @ParameterizedTest
    @CsvSource({"/, 200", "/empty, 200", "/broken, 500", "/nothing-here, 404"})
    void theObservatoryGivesEachAnswerItsBestGrade(String path, int status) {
        try (RunningApplication application = RunningApplication.start(OnlyPages.class, REACTIVE, PROXY, STRICT)) {
            HttpResponse<String> response = page(application, path);

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(ObservatoryScore.of(response.headers())).isEqualTo(130);
        }
    }

    @Test
    void theNonceIsThatOfThePolicyAndAnotherOneForEachRequest() {
        try (RunningApplication application = RunningApplication.start(OnlyPages.class, REACTIVE, PROXY, STRICT)) {
            HttpResponse<String> first = page(application, "/");

            assertThat(first.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("'nonce-" + first.body() + "'");
            assertThat(page(application, "/").body()).matches("[\\w+/]{22}").isNotEqualTo(first.body());
            assertThat(first.headers().map()).doesNotContainKey("x-powered-by");
        }
    }

    @Test
    void whatTheApplicationSetsWinsAndHoldsForThePolicyToo() {
        try (RunningApplication application = RunningApplication.start(OnlyPages.class, REACTIVE, PROXY, STRICT)) {
            HttpResponse<String> response = page(application, "/framed");

            assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
            assertThat(response.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("frame-ancestors 'self'");
        }
    }

    @Test
    void whatSpringSecuritySendsWins() {
        try (RunningApplication application =
                RunningApplication.start(WithHeadersOfSpringSecurity.class, REACTIVE, PROXY, STRICT)) {
            for (String path : new String[] {"/", "/nothing-here"}) {
                HttpResponse<String> response = page(application, path);

                assertThat(response.headers().allValues("Strict-Transport-Security"))
                        .as(path)
                        .singleElement()
                        .asString()
                        .contains("31536000");
                assertThat(response.headers().allValues("Content-Security-Policy"))
                        .as(path)
                        .hasSize(1);
            }
        }
    }

    @Test
    void overAnOpenConnectionNoHstsIsSent() {
        try (RunningApplication application = RunningApplication.start(OnlyPages.class, REACTIVE, STRICT)) {
            assertThat(application.get("/").headers().map())
                    .containsKey("content-security-policy")
                    .doesNotContainKey("strict-transport-security");
        }
    }

    @Test
    void switchedOffNothingIsSent() {
        try (RunningApplication application =
                RunningApplication.start(OnlyPages.class, REACTIVE, PROXY, "readiness.headers.profile=off")) {
            assertThat(page(application, "/").headers().map())
                    .doesNotContainKeys("content-security-policy", "x-frame-options");
        }
    }

    @Test
    void whatCannotBeSentStopsTheStart() {
        assertThatThrownBy(() -> RunningApplication.start(
                                OnlyPages.class, REACTIVE, STRICT, "readiness.headers.report-uri=/a;b")
                        .close())
                .rootCause()
                .isInstanceOf(InvalidHeadersException.class)
                .hasMessageContaining("'readiness.headers.report-uri'");
    }

    private static HttpResponse<String> page(RunningApplication application, String path) {
        return application.get(path, "X-Forwarded-Proto", "https");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class OnlyPages {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .headers(ServerHttpSecurity.HeaderSpec::disable)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class WithHeadersOfSpringSecurity {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/")
        String nonce(@RequestAttribute String cspNonce, ServerHttpResponse response) {
            response.getHeaders().set("X-Powered-By", "test");
            return cspNonce;
        }

        @GetMapping("/empty")
        Mono<Void> empty() {
            return Mono.empty();
        }

        @GetMapping("/framed")
        String framed(ServerHttpResponse response) {
            response.getHeaders().set("X-Frame-Options", "SAMEORIGIN");
            return "framed";
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
