package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.security.cookies.CookieApplications;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import reactor.core.publisher.Mono;

/** What the report says of browsers where the application is reactive, as {@link BrowserTests} has it for servlets. */
class ReactiveBrowserTests {

    private static final String REACTIVE = "spring.main.web-application-type=reactive";

    private static final List<String> HEADERS =
            List.of("browser.framing-allowed", "browser.sniffing-allowed", "browser.csp-missing");

    @Test
    void pagesWithoutHeadersAndAnyOriginWithCredentialsFail() {
        try (TrialApplication application = TrialApplication.start(
                Careless.class,
                REACTIVE,
                "server.reactive.session.cookie.http-only=false",
                "server.reactive.session.cookie.same-site=none")) {
            for (String rule : HEADERS) {
                assertThat(application.results(rule)).as(rule).containsExactly("FAIL application");
            }
            assertThat(application.results("browser.cors-any-origin")).containsExactly("FAIL application");
            assertThat(application.results("browser.hsts-missing")).containsExactly("UNKNOWN application");
            assertThat(application.findings("browser.session-cookie"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.problem()).contains("HttpOnly", "Secure", "SameSite"));
        }
    }

    @Test
    void aLoginFormAsSpringSecurityComesPasses() {
        try (TrialApplication application =
                TrialApplication.start(LoginForm.class, REACTIVE, "server.reactive.session.cookie.secure=true")) {
            for (String rule : List.of(
                    "browser.framing-allowed",
                    "browser.sniffing-allowed",
                    "browser.hsts-missing",
                    "browser.session-cookie",
                    "browser.csrf-off")) {
                assertThat(application.results(rule)).as(rule).containsExactly("PASS application");
            }
            assertThat(application.results("browser.csp-missing")).containsExactly("FAIL application");
        }
    }

    @Test
    void ourOwnFilterSendsThePolicy() {
        try (TrialApplication application =
                TrialApplication.start(LoginForm.class, REACTIVE, "readiness.headers.profile=strict")) {
            assertThat(application.results("browser.csp-missing")).containsExactly("PASS application");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {CookieApplications.ReactiveToken.class, CookieApplications.Harmless.class})
    void aCookieOfTheApplicationsOwnNeedsProtectionIfItLogsIn(Class<?> configuration) {
        try (TrialApplication application = TrialApplication.start(configuration, REACTIVE)) {
            assertThat(application.results("browser.csrf-off"))
                    .containsExactly(
                            configuration == CookieApplications.ReactiveToken.class
                                    ? "FAIL application"
                                    : "NOT_APPLICABLE application");
        }
    }

    @Controller
    static class PageController {

        @GetMapping("/visits")
        Mono<String> list() {
            return Mono.just("visits");
        }

        @PostMapping("/visits")
        String book() {
            return "redirect:/visits";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebFluxSecurity
    @Import({PageController.class, Users.class})
    static class Careless {

        @Bean
        SecurityWebFilterChain pages(ServerHttpSecurity http) {
            CorsConfiguration configuration = new CorsConfiguration();
            configuration.addAllowedOriginPattern("*");
            configuration.setAllowCredentials(true);
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", configuration);
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .cors(cors -> cors.configurationSource(source))
                    .headers(ServerHttpSecurity.HeaderSpec::disable)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebFluxSecurity
    @Import({PageController.class, Users.class})
    static class LoginForm {

        @Bean
        SecurityWebFilterChain pages(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }
    }

    static class Users {

        @Bean
        ReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(User.withUsername("nobody")
                    .password("{noop}test-plum-63-not-guessable")
                    .build());
        }
    }
}
