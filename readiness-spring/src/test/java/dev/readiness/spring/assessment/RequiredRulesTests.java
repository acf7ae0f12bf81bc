package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A start that is refused because of what the report found. */
@ExtendWith(OutputCaptureExtension.class)
class RequiredRulesTests {

    private static final String REQUIRED = "--readiness.assessment.required=access.endpoint-open";

    @Test
    void anOpenEndpointThatNobodyListedRefusesTheStart(CapturedOutput output) {
        assertThatThrownBy(() -> start(REQUIRED)).isInstanceOf(StartRefusedException.class);

        assertThat(output)
                .contains("access.endpoint-open at GET /prices", "readiness.access.public[0].where=GET /prices")
                .doesNotContain("\tat dev.readiness");
    }

    @Test
    void oneThatIsListedWithAReasonDoesNot() {
        try (ConfigurableApplicationContext context = start(
                REQUIRED,
                "--readiness.access.public[0].where=GET /prices",
                "--readiness.access.public[0].reason=Everybody may know what it costs")) {
            assertThat(context.isRunning()).isTrue();
        }
    }

    @Test
    void withoutRequiredRulesNothingIsRefused() {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.isRunning()).isTrue();
        }
    }

    @Test
    void aRuleThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> start("--readiness.assessment.required=access.endpoints-open"))
                .rootCause()
                .hasMessageContaining("'readiness.assessment.required[0]'")
                .hasMessageContaining("access.endpoint-open");
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--server.port=0";
        all[arguments.length + 1] =
                "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";
        return SpringApplication.run(Shop.class, all);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Prices.class)
    static class Shop {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    static class Prices {

        @GetMapping("/prices")
        String prices() {
            return "12";
        }
    }
}
