package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.ReachedCalls;
import dev.readiness.spring.security.cookies.CookieApplications;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class BrowserTests {

    private static final String CSRF = "browser.csrf-off";
    private static final String CORS = "browser.cors-any-origin";
    private static final String COOKIE = "browser.session-cookie";
    private static final String FRAMING = "browser.framing-allowed";
    private static final String SNIFFING = "browser.sniffing-allowed";
    private static final String POLICY = "browser.csp-missing";
    private static final String HSTS = "browser.hsts-missing";

    @Test
    void aLoginFormWithoutProtectionFails() {
        try (TrialApplication application = TrialApplication.start(Careless.class)) {
            assertThat(application.findings(CSRF)).singleElement().satisfies(finding -> {
                assertThat(finding.result()).hasToString("FAIL");
                assertThat(finding.problem()).contains("POST /visits").doesNotContain("POST /open", "GET /visits");
            });
            assertThat(application.results(FRAMING)).containsExactly("FAIL application");
            assertThat(application.results(SNIFFING)).containsExactly("FAIL application");
            assertThat(application.results(POLICY)).containsExactly("FAIL application");
            assertThat(application.results(HSTS)).containsExactly("UNKNOWN application");
        }
    }

    @Test
    void aLoginFormAsSpringSecurityComesPasses() {
        try (TrialApplication application =
                TrialApplication.start(LoginForm.class, "server.servlet.session.cookie.secure=true")) {
            for (String rule : List.of(CSRF, COOKIE, FRAMING, SNIFFING, HSTS)) {
                assertThat(application.results(rule)).as(rule).containsExactly("PASS application");
            }
        }
    }

    @Test
    void pathsThatProtectionIgnoresFail() {
        try (TrialApplication application = TrialApplication.start(PartlyProtected.class)) {
            assertThat(application.findings(CSRF))
                    .extracting(Finding::problem)
                    .singleElement()
                    .asString()
                    .contains("POST /visits");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Tokens.class, Basic.class})
    void callersWhoAreNotKnownByACookieNeedNoProtection(Class<?> configuration) {
        try (TrialApplication application = TrialApplication.start(configuration)) {
            assertThat(application.results(CSRF)).containsExactly("NOT_APPLICABLE application");
            assertThat(application.results(COOKIE)).containsExactly("NOT_APPLICABLE application");
        }
    }

    @Test
    void aTokenThatAFilterTakesFromACookieNeedsProtection() {
        try (TrialApplication application = TrialApplication.start(CookieApplications.TokenInACookie.class)) {
            assertThat(application.findings(CSRF))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.problem()).contains("POST /api/visits"));
        }
    }

    @Test
    void anApplicationThatMindsWhoseRequestsCarryTheCookieIsNotAccused() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        AutoConfigurationPackages.register(beans, CookieApplications.class.getPackageName());
        HandlerCalls calls = new HandlerCalls(ReachedCalls.of(beans, new DefaultResourceLoader()));
        EndpointOrigins origins = EndpointOrigins.of(beans);

        assertThat(new OwnCookieLogin(calls, origins, () -> false)
                        .isIn(Stream.of(new CookieApplications.CookieFilter())))
                .isTrue();
        assertThat(new OwnCookieLogin(calls, origins, () -> true)
                        .isIn(Stream.of(new CookieApplications.CookieFilter())))
                .isFalse();
    }

    @Test
    void anApplicationWithoutPagesNeedsNoHeadersForPages() {
        try (TrialApplication application = TrialApplication.start(Tokens.class)) {
            for (String rule : List.of(FRAMING, SNIFFING, POLICY)) {
                assertThat(application.results(rule)).as(rule).containsExactly("NOT_APPLICABLE application");
            }
        }
    }

    @Test
    void aSessionCookieThatTravelsUnencryptedFails() {
        try (TrialApplication application = TrialApplication.start(
                LoginForm.class,
                "server.servlet.session.cookie.http-only=false",
                "server.servlet.session.cookie.same-site=none")) {
            assertThat(application.findings(COOKIE))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.problem()).contains("HttpOnly", "Secure", "SameSite"));
        }
    }

    @Test
    void aProxyThatSpeaksOfEncryptionIsBelieved() {
        try (TrialApplication application =
                TrialApplication.start(LoginForm.class, "server.forward-headers-strategy=native")) {
            assertThat(application.results(COOKIE)).containsExactly("PASS application");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {AnyOriginInChain.class, AnyOriginInMvc.class, AnyOriginAtHandler.class})
    void anyOriginWithCredentialsFails(Class<?> configuration) {
        try (TrialApplication application = TrialApplication.start(configuration)) {
            assertThat(application.results(CORS)).containsExactly("FAIL application");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ListedOrigins.class, AnyOriginWithoutCredentials.class})
    void listedOriginsAndAnyOriginWithoutCredentialsPass(Class<?> configuration) {
        try (TrialApplication application = TrialApplication.start(configuration)) {
            assertThat(application.results(CORS)).containsExactly("PASS application");
        }
    }

    @Test
    void whatAFilterRefusesNoAnnotationAllows() {
        try (TrialApplication application = TrialApplication.start(ClosedBeforeTheHandler.class)) {
            assertThat(application.results(CORS)).containsExactly("PASS application");
            assertThat(application.results("browser.cors-everybody")).containsExactly("PASS application");
        }
    }

    @Controller
    static class PageController {

        @GetMapping("/visits")
        String list() {
            return "visits";
        }

        @PostMapping("/visits")
        String book() {
            return "redirect:/visits";
        }

        @PostMapping("/open")
        String open() {
            return "open";
        }
    }

    @RestController
    static class Api {

        @GetMapping("/api/visits")
        String list() {
            return "";
        }

        @PostMapping("/api/visits")
        String book() {
            return "";
        }
    }

    @RestController
    @CrossOrigin(originPatterns = "*", allowCredentials = "true")
    static class SharedApi {

        @GetMapping("/shared")
        String list() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PageController.class)
    static class Careless {

        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/open")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .formLogin(Customizer.withDefaults())
                    .csrf(CsrfConfigurer::disable)
                    .headers(HeadersConfigurer::disable)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PageController.class)
    static class LoginForm {

        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PageController.class)
    static class PartlyProtected {

        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/visits"))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Api.class)
    static class Tokens {

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .addFilterAt(new TokenLogin(), UsernamePasswordAuthenticationFilter.class)
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }
    }

    /** As many tutorials do it: it answers a login with a token, and keeps nothing. */
    static final class TokenLogin extends UsernamePasswordAuthenticationFilter {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Api.class)
    static class Basic {

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Api.class)
    static class AnyOriginInChain {

        @Bean
        @Order(1)
        SecurityFilterChain api(HttpSecurity http) {
            return http.cors(cors -> cors.configurationSource(source("*", true)))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Api.class)
    static class ListedOrigins {

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.cors(cors -> cors.configurationSource(source("https://app.example.com", true)))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Api.class)
    static class AnyOriginWithoutCredentials {

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.cors(cors -> cors.configurationSource(source("*", false)))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Api.class)
    static class AnyOriginInMvc implements WebMvcConfigurer {

        @Override
        public void addCorsMappings(CorsRegistry registry) {
            registry.addMapping("/api/**").allowedOriginPatterns("https://*").allowCredentials(true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(SharedApi.class)
    static class AnyOriginAtHandler {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({SharedApi.class, EverybodysApi.class})
    static class ClosedBeforeTheHandler {

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.cors(cors -> cors.configurationSource(source("https://app.example.com", true)))
                    .build();
        }
    }

    @RestController
    @CrossOrigin("*")
    static class EverybodysApi {

        @PostMapping("/everybodys")
        void change() {}
    }

    private static CorsConfigurationSource source(String pattern, boolean credentials) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.addAllowedOriginPattern(pattern);
        configuration.setAllowCredentials(credentials);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", configuration);
        return source;
    }
}
