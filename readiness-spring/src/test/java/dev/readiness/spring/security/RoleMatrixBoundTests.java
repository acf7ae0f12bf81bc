package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.readiness.assessment.AccessMatrix;
import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Five hundred mappings behind a hundred rules, and more authorities than anybody reads. */
class RoleMatrixBoundTests {

    @Test
    void namesAreLeftOutInSight() {
        try (TrialApplication application = TrialApplication.start(ManyAuthorities.class)) {
            AccessMatrix matrix = application
                    .context()
                    .getBean(HardeningReport.class)
                    .assessment()
                    .access();

            assertThat(matrix.callers()).hasSize(RoleMatrix.MOST_AUTHORITIES + 2);
            assertThat(matrix.only(Endpoint::isApplication).rows()).hasSize(500);
            assertThat(matrix.remarks())
                    .containsExactly("80 of the authorities that its rules name are left out, from RIGHT_120 on.");
        }
    }

    @Test
    void withoutRulesThereIsNobodyToTellApart() {
        try (TrialApplication application = TrialApplication.start(NoRules.class)) {
            assertThat(application
                            .context()
                            .getBean(HardeningReport.class)
                            .assessment()
                            .access()
                            .callers())
                    .containsExactly("nobody", "any user");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NoRules {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ManyAuthorities {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> {
                        IntStream.range(100, 200)
                                .forEach(number -> requests.requestMatchers("/many/" + number + "/**")
                                        .hasAuthority("RIGHT_" + number));
                        requests.anyRequest().denyAll();
                    })
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            RouterFunctions.Builder routes = route();
            IntStream.range(0, 500)
                    .forEach(number -> routes.GET(
                            "/many/" + (100 + number % 100) + "/" + number,
                            request -> ServerResponse.ok().body("found")));
            return routes.build();
        }
    }
}
