package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import org.h2.server.web.JakartaWebServlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springdoc.standin.ApiDocsController;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

class ExposureTests {

    private static final String ACTUATOR = "exposure.actuator-open";
    private static final String VALUES = "exposure.actuator-values";
    private static final String EXPOSE_ALL = "management.endpoints.web.exposure.include=*";
    private static final String SHOW_VALUES = "management.endpoint.env.show-values=always";

    @Test
    void anOpenActuatorIsNamedWithWhatItReallyAnswers() {
        try (TrialApplication application = TrialApplication.start(Open.class, EXPOSE_ALL)) {
            Finding finding = application.findings(ACTUATOR).get(0);

            assertThat(application.results(ACTUATOR)).containsExactly("FAIL /actuator");
            assertThat(finding.problem()).contains("env", "beans").doesNotContain("shutdown", "heapdump", "health");
        }
    }

    @Test
    void theActuatorPassesAsSpringBootComes() {
        try (TrialApplication application = TrialApplication.start(Open.class)) {
            assertThat(application.results(ACTUATOR)).containsExactly("PASS /actuator");
        }
    }

    @Test
    void anActuatorWithALoginPasses() {
        try (TrialApplication application = TrialApplication.start(Closed.class, EXPOSE_ALL)) {
            assertThat(application.results(ACTUATOR)).containsExactly("PASS /actuator");
        }
    }

    @Test
    void aManagementPortForThisMachineOnlyPasses() {
        try (TrialApplication application = TrialApplication.start(
                Open.class, EXPOSE_ALL, "management.server.port=0", "management.server.address=127.0.0.1")) {
            assertThat(application.results(ACTUATOR)).containsExactly("PASS /actuator");
        }
    }

    @Test
    void aManagementPortOnTheNetworkIsUnknown() {
        try (TrialApplication application =
                TrialApplication.start(Open.class, EXPOSE_ALL, "management.server.port=0")) {
            assertThat(application.results(ACTUATOR)).containsExactly("UNKNOWN /actuator");
        }
    }

    @Test
    void aChainForTheManagementPortIsAskedThere() {
        try (TrialApplication application =
                TrialApplication.start(ClosedForEndpoints.class, EXPOSE_ALL, "management.server.port=0")) {
            assertThat(application.results(ACTUATOR)).containsExactly("PASS /actuator");
        }
    }

    @Test
    void shownValuesFailWhereAnybodyReachesThem() {
        try (TrialApplication application = TrialApplication.start(Open.class, EXPOSE_ALL, SHOW_VALUES)) {
            assertThat(application.results(VALUES)).contains("FAIL /actuator/env", "PASS /actuator/configprops");
        }
    }

    @Test
    void shownValuesPassWhereARoleIsNeeded() {
        try (TrialApplication application = TrialApplication.start(Closed.class, EXPOSE_ALL, SHOW_VALUES)) {
            assertThat(application.results(VALUES))
                    .contains("PASS /actuator/env")
                    .noneMatch(said -> said.startsWith("FAIL"));
        }
    }

    @Test
    void shownValuesAreNoMatterWhereTheEndpointIsNotExposed() {
        try (TrialApplication application = TrialApplication.start(Open.class, SHOW_VALUES)) {
            assertThat(application.results(VALUES)).containsExactly("NOT_APPLICABLE application");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exposure.h2-console-open", "exposure.api-docs-open"})
    void pagesOfLibrariesFailWhereAnybodyReachesThem(String rule) {
        try (TrialApplication application = TrialApplication.start(Open.class)) {
            assertThat(application.findings(rule)).singleElement().satisfies(finding -> {
                assertThat(finding.result()).hasToString("FAIL");
                assertThat(finding.where()).isIn("/h2-console/**", "/v3/api-docs");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exposure.h2-console-open", "exposure.api-docs-open"})
    void pagesOfLibrariesPassBehindALogin(String rule) {
        try (TrialApplication application = TrialApplication.start(Closed.class)) {
            assertThat(application.findings(rule))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.result()).hasToString("PASS"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Open {

        @Bean
        SecurityFilterChain everything(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Closed {

        @Bean
        SecurityFilterChain everything(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to("health"))
                            .permitAll()
                            .anyRequest()
                            .hasRole("OPERATOR"))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ClosedForEndpoints {

        @Bean
        @Order(1)
        SecurityFilterChain endpoints(HttpSecurity http) {
            return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                    .authorizeHttpRequests(requests -> requests.anyRequest().hasRole("OPERATOR"))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain everything(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ApiDocsController.class)
    static class Pages {

        @Bean
        ServletRegistrationBean<JakartaWebServlet> h2Console() {
            return new ServletRegistrationBean<>(new JakartaWebServlet(), "/h2-console/*");
        }
    }
}
