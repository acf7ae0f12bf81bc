package dev.readiness.spring.golden;

import io.micrometer.core.annotation.Timed;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.annotation.CreatedBy;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Traps of limits, the audit trail and the actuator: what is present and does nothing, and an application in order. */
final class SafeguardApplications {

    private static final String[] LIMITED = {
        "readiness.rate-limit.rules.all.routes=/**",
        "readiness.rate-limit.rules.all.limits=100/1m",
        "readiness.rate-limit.rules.all.key=principal"
    };

    private SafeguardApplications() {}

    static List<GoldenApplication> all() {
        return List.of(
                GoldenApplication.of("limiter-switched-off", Strict.class, with("readiness.rate-limit.enabled=false")),
                GoldenApplication.of("limiter-that-runs", Strict.class, LIMITED),
                GoldenApplication.of("stamps-and-timers", StampsAndTimers.class),
                GoldenApplication.of(
                        "actuator-exposes-all", Strict.class, "management.endpoints.web.exposure.include=*"),
                GoldenApplication.of(
                        "errors-tell-all",
                        Strict.class,
                        "spring.web.error.include-stacktrace=always",
                        "spring.web.error.include-message=always",
                        "debug=true"),
                new GoldenApplication("no-web-at-all", NoWeb.class, WebApplicationType.NONE, List.of()));
    }

    private static String[] with(String property) {
        return new String[] {LIMITED[0], LIMITED[1], LIMITED[2], property};
    }

    /** Everything asks for a login. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Visits.class)
    static class Strict {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return AccessApplications.nobody();
        }
    }

    /** A column says who created the row, and a timer how long it took: neither says who did what. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(StampsAndTimers.TimedVisits.class)
    static class StampsAndTimers extends Strict {

        @Entity
        static class StampedVisit {

            @Id
            Long id;

            @CreatedBy
            String createdBy;
        }

        @RestController
        static class TimedVisits {

            @Timed
            @PostMapping("/timed-visits")
            void book() {}
        }
    }

    /** A batch job: nothing to reach. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class NoWeb {}

    @RestController
    static class Visits {

        @PostMapping("/visits")
        void book() {}
    }
}
