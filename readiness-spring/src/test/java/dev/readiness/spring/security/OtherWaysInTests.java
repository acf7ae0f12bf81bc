package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.AssessedEndpoint;
import dev.readiness.assessment.Assessment;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.ParameterRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An endpoint that one request does not reach and another to the same place may is never called protected. */
class OtherWaysInTests {

    @Test
    void aRequestThatFitsAnotherRuleOrChainIsSaid() {
        try (TrialApplication application = TrialApplication.start(Application.class)) {
            assertThat(access(
                            application.context().getBean(HardeningReport.class).assessment()))
                    .containsExactlyInAnyOrder(
                            "/partner: unknown (a request that fits And [PathPattern [/partner],"
                                    + " RequestHeaderRequestMatcher [expectedHeaderName=X-Partner, expectedHeaderValue=null]] may"
                                    + " get in without credentials)",
                            "/partner/closed: any user (its rules refuse a caller without credentials and let any user through)",
                            "/preview: unknown (its rules refuse a caller without credentials, but a request that fits And"
                                    + " [PathPattern [/preview], ParameterRequestMatcher] may get in)",
                            "/unless: unknown (its rules refuse a caller without credentials, but a request that fits And"
                                    + " [PathPattern [/unless], Not [Not [RequestHeaderRequestMatcher [expectedHeaderName=X-Any,"
                                    + " expectedHeaderValue=null]]]] may get in)",
                            "/get-only: unknown (HEAD, which is mostly answered where GET is, gets further than GET: the"
                                    + " security filter chain let a request without credentials through)",
                            "/any-method: anyone (the security filter chain let a request without credentials through)",
                            "/closed: any user (its rules refuse a caller without credentials and let any user through)");
        }
    }

    private static Stream<String> access(Assessment assessment) {
        return assessment.endpoints().stream()
                .filter(assessed -> assessed.endpoint().isApplication())
                .map(OtherWaysInTests::text);
    }

    private static String text(AssessedEndpoint assessed) {
        var fact = Objects.requireNonNull(assessed.facts().get("access"));
        return assessed.endpoint().path() + ": " + fact.value() + " (" + fact.detail() + ")";
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Planted.class)
    static class Application {

        @Bean
        @Order(1)
        SecurityFilterChain partners(HttpSecurity http) {
            return http.securityMatcher(new AndRequestMatcher(
                            PathPatternRequestMatcher.withDefaults().matcher("/partner"),
                            new RequestHeaderRequestMatcher("X-Partner")))
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain others(HttpSecurity http) {
            return http.securityMatcher(new RequestHeaderRequestMatcher("X-Other"))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        @Order(3)
        SecurityFilterChain rest(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(new AndRequestMatcher(
                                    PathPatternRequestMatcher.withDefaults().matcher("/preview"),
                                    new ParameterRequestMatcher("open")))
                            .permitAll()
                            .requestMatchers(new AndRequestMatcher(
                                    PathPatternRequestMatcher.withDefaults().matcher("/unless"),
                                    new NegatedRequestMatcher(
                                            new NegatedRequestMatcher(new RequestHeaderRequestMatcher("X-Any")))))
                            .permitAll()
                            .requestMatchers(HttpMethod.GET, "/get-only")
                            .authenticated()
                            .requestMatchers("/get-only")
                            .permitAll()
                            .requestMatchers(HttpMethod.DELETE, "/any-method")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    @RestController
    static class Planted {

        @GetMapping({"/partner", "/partner/closed", "/preview", "/unless", "/get-only", "/closed"})
        String read() {
            return "reached";
        }

        @RequestMapping("/any-method")
        String any() {
            return "reached";
        }
    }
}
