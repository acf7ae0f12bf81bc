package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What {@code readiness.access.uncovered=deny} really answers, on a running server. */
class UncoveredPathsTests {

    private static final String DENY = "readiness.access.uncovered=deny";

    private static final String EXPOSE_ALL = "management.endpoints.web.exposure.include=*";

    private static final String OPEN = "access.endpoint-open";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void withoutTheSettingTheHostStaysAsItIs() throws Exception {
        try (TrialApplication application = TrialApplication.start(OnlyTheApi.class, EXPOSE_ALL)) {
            assertThat(status(application, "GET", "/rooms/1")).isEqualTo(200);
            assertThat(status(application, "GET", "/actuator/env")).isEqualTo(200);
            assertThat(application.results(OPEN)).contains("FAIL GET /rooms/{id}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rooms/1",
                "/rooms/1/",
                "/rooms/1;a=b",
                "/rooms/%31",
                "//rooms/1",
                "/actuator",
                "/actuator/env",
                "/actuator/health",
                "/error",
                "/nothing-here"
            })
    void pathsWithoutAChainAreRefused(String path) throws Exception {
        try (TrialApplication application = TrialApplication.start(OnlyTheApi.class, DENY, EXPOSE_ALL)) {
            for (String method : new String[] {"GET", "HEAD", "POST", "OPTIONS"}) {
                assertThat(status(application, method, path)).as(method).isIn(400, 403);
            }
        }
    }

    @Test
    void theRefusalIsAProblemDocument() throws Exception {
        try (TrialApplication application = TrialApplication.start(OnlyTheApi.class, DENY)) {
            HttpResponse<String> response = send(application, "GET", "/rooms/1");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(response.body())
                    .contains("urn:problem-type:readiness:uncovered-path")
                    .doesNotContain("rooms");
        }
    }

    @Test
    void coveredPathsAndTheirErrorsStayAsTheyAre() throws Exception {
        try (TrialApplication application = TrialApplication.start(OnlyTheApi.class, DENY)) {
            assertThat(send(application, "GET", "/api/visits").body()).isEqualTo("visits");
            assertThat(status(application, "GET", "/api/broken")).isEqualTo(500);
            assertThat(send(application, "GET", "/api/broken").body()).contains("\"status\":500");
            assertThat(status(application, "GET", "/api/secret")).isIn(401, 403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /rooms/1, 200",
        "HEAD, /rooms/1, 200",
        "POST, /rooms/1, 403",
        "GET, /rooms/1/beds, 403",
        "POST, /signup, 200",
        "GET, /actuator/health, 200",
        "GET, /actuator/health/liveness, 200",
        "GET, /actuator/env, 403"
    })
    void whatIsListedAsPublicIsLetThrough(String method, String path, int expected) throws Exception {
        try (TrialApplication application = TrialApplication.start(
                OnlyTheApi.class,
                DENY,
                EXPOSE_ALL,
                "management.endpoint.health.probes.enabled=true",
                "readiness.access.public[0].where=GET /rooms/{id}",
                "readiness.access.public[0].reason=The brochure shows rooms",
                "readiness.access.public[1].where=/signup",
                "readiness.access.public[1].reason=New customers have no account yet",
                "readiness.access.public[2].where=/actuator/health/**",
                "readiness.access.public[2].reason=The load balancer asks")) {
            assertThat(status(application, method, path)).isEqualTo(expected);
        }
    }

    @Test
    void theListHoldsBelowThePathOfTheServletAndTheContext() throws Exception {
        try (TrialApplication application = TrialApplication.start(
                OnlyTheApi.class,
                DENY,
                "server.servlet.context-path=/clinic",
                "spring.mvc.servlet.path=/app",
                "readiness.access.public[0].where=GET /rooms/{id}",
                "readiness.access.public[0].reason=The brochure shows rooms")) {
            assertThat(status(application, "GET", "/clinic/app/rooms/1")).isEqualTo(200);
            assertThat(status(application, "POST", "/clinic/app/signup")).isEqualTo(403);
        }
    }

    @Test
    void theReportSeesThatNothingIsOpen() {
        try (TrialApplication application = TrialApplication.start(OnlyTheApi.class, DENY, EXPOSE_ALL)) {
            assertThat(application.results(OPEN))
                    .contains("PASS GET /rooms/{id}", "PASS POST /signup", "FAIL GET /api/visits");
            assertThat(application.results("exposure.actuator-open")).containsExactly("PASS /actuator");
        }
    }

    @Test
    void aManagementPortIsCoveredToo() throws Exception {
        try (TrialApplication application =
                TrialApplication.start(OnlyTheApi.class, DENY, EXPOSE_ALL, "management.server.port=0")) {
            String port = application.context().getEnvironment().getProperty("local.management.port");
            assertThat(status("GET", URI.create("http://127.0.0.1:" + port + "/actuator/env")))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {AnyRequest.class, ChainOfBoot.class})
    void aChainThatMatchesAnyRequestIsEnough(Class<?> host) throws Exception {
        try (TrialApplication application = TrialApplication.start(host, DENY)) {
            assertThat(status(application, "GET", "/rooms/1")).isEqualTo(401);
        }
    }

    @Test
    void anEntryThatIsNoPathStopsTheStart() {
        assertThatThrownBy(() -> TrialApplication.start(
                                OnlyTheApi.class,
                                DENY,
                                "readiness.access.public[0].where=GET rooms",
                                "readiness.access.public[0].reason=Brochure",
                                "readiness.access.public[1].where=/a/{",
                                "readiness.access.public[1].reason=Brochure")
                        .close())
                .rootCause()
                .isInstanceOf(InvalidAccessSettingsException.class)
                .hasMessageContaining("'readiness.access.public[0].where'")
                .hasMessageContaining("'readiness.access.public[1].where'");
    }

    @Test
    @Tag("boot4") // the application leaves an auto-configuration out by its name
    void aHostThatSpringSecurityDoesNotFilterIsToldSo() {
        assertThatThrownBy(() ->
                        TrialApplication.start(WithoutSecurity.class, DENY).close())
                .isInstanceOf(InvalidAccessSettingsException.class)
                .hasMessageContaining("'readiness.access.uncovered'")
                .hasMessageContaining("spring-boot-starter-security");
    }

    @Test
    void aReactiveHostRefusesTheSame() throws Exception {
        try (TrialApplication application = TrialApplication.start(
                Reactive.class,
                DENY,
                "spring.main.web-application-type=reactive",
                "readiness.access.public[0].where=POST /signup",
                "readiness.access.public[0].reason=New customers have no account yet")) {
            HttpResponse<String> refused = send(application, "GET", "/rooms/1");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("urn:problem-type:readiness:uncovered-path");
            assertThat(status(application, "GET", "/api/visits")).isEqualTo(200);
            assertThat(status(application, "POST", "/signup")).isEqualTo(200);
            assertThat(application.results(OPEN)).contains("PASS GET /rooms/{id}", "PASS POST /signup");
        }
    }

    @Test
    void aReactiveHostWithoutTheSettingStaysAsItIs() throws Exception {
        try (TrialApplication application =
                TrialApplication.start(Reactive.class, "spring.main.web-application-type=reactive")) {
            assertThat(status(application, "GET", "/rooms/1")).isEqualTo(200);
        }
    }

    private static int status(TrialApplication application, String method, String path) throws Exception {
        return send(application, method, path).statusCode();
    }

    private static int status(String method, URI uri) throws IOException, InterruptedException {
        return send(method, uri).statusCode();
    }

    private static HttpResponse<String> send(TrialApplication application, String method, String path)
            throws Exception {
        String port = application.context().getEnvironment().getProperty("local.server.port");
        return send(method, URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(String method, URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    @RestController
    static class ClinicController {

        @GetMapping("/rooms/{id}")
        String room(@PathVariable long id) {
            return "room";
        }

        @PostMapping("/signup")
        String signUp() {
            return "signed up";
        }

        @GetMapping("/api/visits")
        String visits() {
            return "visits";
        }

        @GetMapping("/api/secret")
        String secret() {
            return "secret";
        }

        @GetMapping("/api/broken")
        String broken() {
            throw new IllegalStateException("broken on purpose");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ClinicController.class)
    static class OnlyTheApi {

        @Bean
        @Order(1)
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.securityMatcher("/api/**")
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/api/secret")
                            .authenticated()
                            .anyRequest()
                            .permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ClinicController.class)
    static class AnyRequest {

        @Bean
        SecurityFilterChain everything(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ClinicController.class)
    static class ChainOfBoot {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
            })
    @Import(ClinicController.class)
    static class WithoutSecurity {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ClinicController.class)
    static class Reactive {

        @Bean
        SecurityWebFilterChain api(ServerHttpSecurity http) {
            return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/api/**"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }
    }
}
