package dev.readiness.spring.hosts;

import dev.readiness.spring.audit.AuditAction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A small application to start in every way that applications are started in. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(HostApplication.Visits.class)
class HostApplication {

    /** Each safeguard that a request meets. */
    static final String[] SAFEGUARDS = {
        "readiness.audit.store=jdbc",
        "readiness.observability.correlation=true",
        "readiness.rate-limit.rules.visits.routes=POST /visits",
        "readiness.rate-limit.rules.visits.limits=2/1h",
        "readiness.rate-limit.rules.visits.key=principal",
        "readiness.rate-limit.login.limit=5/15m",
        "readiness.validation.problem-details=true"
    };

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .httpBasic(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return name -> User.withUsername("ann").password("{noop}test-only").build();
    }

    record Visit(@NotBlank String reason) {}

    @RestController
    static class Visits {

        @PostMapping("/visits")
        @AuditAction("visit.book")
        Visit book(@RequestBody @Valid Visit visit) {
            return visit;
        }
    }
}
