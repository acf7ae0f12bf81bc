package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.View;

/** What {@code readiness.headers.profile} really sends, on a running server behind a proxy that ends TLS. */
class HeadersTests {

    private static final String STRICT = "readiness.headers.profile=strict";

    private static final String PROXY = "server.forward-headers-strategy=native";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final List<String> RULES = List.of(
            "browser.framing-allowed", "browser.sniffing-allowed", "browser.csp-missing", "browser.hsts-missing");

    @Test
    void withoutTheSettingTheHostStaysAsItIs() throws Exception {
        try (TrialApplication application = TrialApplication.start(OnlyPages.class, PROXY)) {
            assertThat(page(application, "/").headers().map())
                    .doesNotContainKeys("content-security-policy", "x-frame-options", "strict-transport-security");
            assertThat(application.results("browser.csp-missing")).containsExactly("FAIL application");
        }
    }

    @ParameterizedTest
    @CsvSource({"/, 200", "/broken, 500", "/nothing-here, 404"})
    void theObservatoryGivesEachAnswerItsBestGrade(String path, int status) throws Exception {
        try (TrialApplication application = TrialApplication.start(OnlyPages.class, PROXY, STRICT)) {
            HttpResponse<String> response = page(application, path);

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(ObservatoryScore.of(response.headers())).isEqualTo(130);
            assertThat(ObservatoryScore.gradeOf(130)).isEqualTo("A+");
        }
    }

    @Test
    void theObservatoryGivesSpringSecuritysOwnHeadersLess() throws Exception {
        try (TrialApplication application = TrialApplication.start(WithSecurity.class, PROXY)) {
            int score = ObservatoryScore.of(page(application, "/").headers());

            assertThat(score).isEqualTo(75);
            assertThat(ObservatoryScore.gradeOf(score)).isEqualTo("B");
        }
    }

    @Test
    void whatSpringSecurityIsToldToSendStays() throws Exception {
        try (TrialApplication application = TrialApplication.start(WithSecurity.class, PROXY, STRICT)) {
            HttpResponse<String> response = page(application, "/own");

            assertThat(response.headers().allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'self' https://maps.example");
            assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
            assertThat(response.headers().allValues("Cross-Origin-Resource-Policy"))
                    .containsExactly("same-origin");
            assertThat(page(application, "/").headers().map().entrySet())
                    .filteredOn(header -> header.getKey().matches("(?i)content-security-policy|x-.*|strict-.*"))
                    .allSatisfy(header -> assertThat(header.getValue()).hasSize(1));
        }
    }

    @Test
    void thePageFindsItsNonce() throws Exception {
        try (TrialApplication application = TrialApplication.start(OnlyPages.class, PROXY, STRICT)) {
            HttpResponse<String> response = page(application, "/");
            String nonce = response.body().replaceFirst("(?s).*nonce=\"([^\"]+)\".*", "$1");

            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .contains("script-src 'self' 'nonce-" + nonce + "'");
        }
    }

    @Test
    void theReportSeesWhatIsSent() {
        try (TrialApplication application = TrialApplication.start(OnlyPages.class, PROXY, STRICT)) {
            for (String rule : RULES) {
                assertThat(application.results(rule)).as(rule).containsExactly("PASS application");
            }
        }
    }

    @Test
    void aPolicyThatOnlyReportsProtectsNobodyYet() throws Exception {
        try (TrialApplication application = TrialApplication.start(
                OnlyPages.class,
                PROXY,
                "readiness.headers.profile=report-only",
                "readiness.headers.report-uri=/csp-reports")) {
            assertThat(page(application, "/").headers().firstValue("Content-Security-Policy-Report-Only"))
                    .get()
                    .asString()
                    .contains("report-uri /csp-reports");
            assertThat(application.results("browser.csp-missing")).containsExactly("FAIL application");
            assertThat(application.results("browser.sniffing-allowed")).containsExactly("PASS application");
        }
    }

    @Test
    void singleHeadersCanDiffer() throws Exception {
        try (TrialApplication application = TrialApplication.start(
                OnlyPages.class,
                PROXY,
                STRICT,
                "readiness.headers.values.strict-transport-security=max-age=300",
                "readiness.headers.values.permissions-policy=")) {
            HttpResponse<String> response = page(application, "/");

            assertThat(response.headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=300");
            assertThat(response.headers().firstValue("Permissions-Policy")).isEmpty();
        }
    }

    @Test
    void whatCannotBeSentStopsTheStart() {
        assertThatThrownBy(() -> TrialApplication.start(
                                OnlyPages.class,
                                STRICT,
                                "readiness.headers.values.content-security-policy=script-src 'nonce-{nonse}'",
                                "readiness.headers.report-uri=/a;b")
                        .close())
                .rootCause()
                .isInstanceOf(InvalidHeadersException.class)
                .hasMessageContaining("'readiness.headers.values.content-security-policy'")
                .hasMessageContaining("{nonse}")
                .hasMessageContaining("'readiness.headers.report-uri'");
    }

    private static HttpResponse<String> page(TrialApplication application, String path) throws Exception {
        String port = application.context().getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Forwarded-Proto", "https")
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    @Controller
    static class PageController {

        @GetMapping("/")
        View front(Model model, @RequestAttribute(required = false) String cspNonce) {
            return new Page("<script nonce=\"" + cspNonce + "\">1</script>");
        }

        @GetMapping("/own")
        View own() {
            return new Page("own");
        }

        @GetMapping("/broken")
        View broken() {
            throw new IllegalStateException("broken on purpose");
        }
    }

    private record Page(String html) implements View {

        @Override
        public String getContentType() {
            return "text/html";
        }

        @Override
        public void render(
                Map<String, ?> model,
                jakarta.servlet.http.HttpServletRequest request,
                jakarta.servlet.http.HttpServletResponse response)
                throws java.io.IOException {
            response.setContentType(getContentType());
            response.getWriter().print(html);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
            })
    @Import(PageController.class)
    static class OnlyPages {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PageController.class)
    static class WithSecurity {

        @Bean
        @org.springframework.core.annotation.Order(1)
        SecurityFilterChain own(HttpSecurity http) throws Exception {
            return http.securityMatcher("/own")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin())
                            .contentSecurityPolicy(
                                    policy -> policy.policyDirectives("default-src 'self' https://maps.example")))
                    .build();
        }

        @Bean
        SecurityFilterChain everything(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }
}
