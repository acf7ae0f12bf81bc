package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who may start with {@code readiness.access.unlisted=refuse}. */
class UnlistedEndpointsTests {

    private static final String REFUSE = "readiness.access.unlisted=refuse";

    private static final String REACTIVE = "spring.main.web-application-type=reactive";

    private static final String[] SIGNUP_LISTED = {
        REFUSE,
        "readiness.access.public[0].where=POST /signup",
        "readiness.access.public[0].reason=New customers have no account yet"
    };

    private static final String[] ALL_LISTED = with(
            SIGNUP_LISTED,
            "readiness.access.public[1].where=/rooms",
            "readiness.access.public[1].reason=The brochure shows rooms");

    @ParameterizedTest
    @ValueSource(strings = {"spring.main.web-application-type=servlet", REACTIVE})
    void anOpenEndpointThatIsNotListedStopsTheStart(String type) {
        assertThatThrownBy(() -> TrialApplication.start(host(type), with(SIGNUP_LISTED, type))
                        .close())
                .isInstanceOf(InvalidAccessSettingsException.class)
                .hasMessageContaining("'GET /rooms'")
                .hasMessageNotContaining("/signup")
                .hasMessageNotContaining("/visits");
    }

    @Test
    void allOfThemAreNamedAtOnceTooWhatLooksPublicByDesign() {
        assertThatThrownBy(() -> TrialApplication.start(Servlet.class, REFUSE).close())
                .isInstanceOf(InvalidAccessSettingsException.class)
                .hasMessageContaining("'GET /rooms'")
                .hasMessageContaining("'POST /signup'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.main.web-application-type=servlet", REACTIVE})
    void whereEachOpenEndpointIsListedItStarts(String type) {
        try (TrialApplication application = TrialApplication.start(host(type), with(ALL_LISTED, type))) {
            assertThat(application.results("access.endpoint-open"))
                    .containsOnly("PASS GET /rooms", "PASS POST /signup", "PASS GET /visits");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"readiness.access.enabled=false", "readiness.assessment.enabled=false"})
    void aRefusalThatNothingPutsIntoEffectIsRefused(String off) {
        assertThatThrownBy(
                        () -> TrialApplication.start(Servlet.class, REFUSE, off).close())
                .rootCause()
                .isInstanceOf(InvalidAccessSettingsException.class)
                .hasMessageContaining("'readiness.access.unlisted'")
                .hasMessageContaining("'readiness.access.enabled=false'");
    }

    private static Class<?> host(String type) {
        return type.equals(REACTIVE) ? Reactive.class : Servlet.class;
    }

    private static String[] with(String[] properties, String... more) {
        return Stream.of(properties, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @RestController
    static class ClinicController {

        @GetMapping("/rooms")
        String rooms() {
            return "rooms";
        }

        @PostMapping("/signup")
        String signUp() {
            return "signed up";
        }

        @GetMapping("/visits")
        String visits() {
            return "visits";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ClinicController.class)
    static class Servlet {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/rooms", "/signup")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ClinicController.class)
    static class Reactive {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/rooms", "/signup")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }
}
