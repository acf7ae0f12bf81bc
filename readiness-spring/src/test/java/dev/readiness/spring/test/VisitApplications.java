package dev.readiness.spring.test;

import dev.readiness.audit.AuditPage;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditStore;
import dev.readiness.spring.audit.AuditAction;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** One application with every weakness that a drill looks for, its hardened twin, and one with a login form. */
final class VisitApplications {

    private VisitApplications() {}

    private static UserDetailsService ada() {
        return name -> User.withUsername("ada").password("{noop}test-only").build();
    }

    /** Open to anybody, accepts anything, talks too much; its limit counts nothing and its audit store forgets. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Vulnerable.Visits.class, Vulnerable.TalkativeErrors.class})
    static class Vulnerable {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return ada();
        }

        @Bean
        FilterRegistrationBean<Filter> identityRateLimitFilter() {
            return new FilterRegistrationBean<>((request, response, chain) -> {
                if (isOnesOwnVisit((HttpServletRequest) request)) {
                    ((HttpServletResponse) response).setStatus(429);
                } else {
                    chain.doFilter(request, response);
                }
            });
        }

        private static boolean isOnesOwnVisit(HttpServletRequest request) {
            return request.getRequestURI().equals("/visits/1") && request.getHeader("Authorization") != null;
        }

        @Bean
        AuditStore forgetfulStore() {
            return new ForgetfulStore();
        }

        @RestController
        static class Visits {

            @PostMapping("/visits")
            @ResponseStatus(HttpStatus.CREATED)
            @AuditAction("visit.book")
            VisitRequest book(@RequestBody VisitRequest visit) {
                return visit;
            }

            @GetMapping("/visits/{id}")
            long get(@PathVariable long id) {
                return id;
            }

            record VisitRequest(LocalDate date, String reason) {}
        }

        @RestControllerAdvice
        static class TalkativeErrors {

            @ExceptionHandler
            ResponseEntity<String> answer(Exception exception) {
                StringWriter trace = new StringWriter();
                exception.printStackTrace(new PrintWriter(trace));
                return ResponseEntity.badRequest().body(trace.toString());
            }
        }
    }

    /** The same, with everything in its place. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Hardened.Visits.class)
    static class Hardened {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return ada();
        }

        @Bean
        AuditStore auditStore() {
            return AuditStore.inMemory();
        }

        @RestController
        static class Visits {

            @PostMapping("/visits")
            @ResponseStatus(HttpStatus.CREATED)
            @AuditAction("visit.book")
            VisitRequest book(@Valid @RequestBody VisitRequest visit) {
                return visit;
            }

            @GetMapping("/visits/{id}")
            long get(@PathVariable long id) {
                return id;
            }

            record VisitRequest(
                    @NotNull LocalDate date, @NotBlank String reason) {}
        }
    }

    /** Spring Security as it comes: a login form, and CSRF tokens. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Hardened.Visits.class)
    static class WithLoginForm {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.formLogin(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return ada();
        }
    }

    private static final class ForgetfulStore implements AuditStore {

        @Override
        public void append(AuditRecord entry) {}

        @Override
        public AuditPage read(AuditQuery query) {
            return new AuditPage(List.of(), Optional.empty());
        }

        @Override
        public boolean isDurable() {
            return false;
        }
    }
}
