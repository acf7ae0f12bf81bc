package dev.readiness.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Drills of who may get at what, on an application that guards one half of it. */
class AccessDrillsTests {

    private static final String OWNED = "what belongs to one is closed to others";
    private static final String ROLES = "each role gets where it may and nowhere else";

    private static DrillRun run;

    @BeforeAll
    static void drill() {
        run = DrillRun.of(
                Notes.class,
                drills -> drills.owned("GET /notes/{id}", "/notes/1")
                        .owned("GET /guarded/{id}", "/guarded/1")
                        .owned("DELETE /notes/{id}", "/notes/1")
                        .owned("DELETE /guarded/{id}", "/guarded/1")
                        .owned("GET /empty/{id}", "/empty/1")
                        .owned("GET /gone/{id}", "/gone/1")
                        .owned("PUT /late/{id}", "/late/1")
                        .sample("PUT /late/{id}", "")
                        .owned("GET /shared/{id}", "/shared/1")
                        .otherTenant(Caller.basic("eve", "test-only"))
                        .holder("any user", Caller.basic("bob", "test-only"))
                        .sample("DELETE /notes/{id}", "")
                        .stranger(Caller.basic("bob", "test-only"))
                        .role("patient", Caller.basic("bob", "test-only"), "GET /notes/{id}", "GET /desk")
                        .role("desk", Caller.basic("grace", "test-only"), "GET /desk")
                        .role("nobody", Caller.basic("nobody", "test-only")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /notes/{id}      | failed: GET /notes/{id}: bob gets at what belongs to ada",
                "DELETE /notes/{id}   | failed: DELETE /notes/{id}: bob gets at what belongs to ada",
                "GET /guarded/{id}    | passed",
                "DELETE /guarded/{id} | skipped: A write needs a body",
                "GET /empty/{id}      | passed",
                "GET /gone/{id}       | skipped: Its owner does not find it either",
                "GET /guarded/{id} from another tenant | passed",
                "GET /notes/{id} from another tenant | failed: GET /notes/{id}: eve gets at what belongs to ada",
                "GET /shared/{id} from another tenant | passed",
                "PUT /late/{id}       | failed: PUT /late/{id}: bob is refused and changes what belongs to ada"
            })
    void somebodyElseAsksForWhatBelongsToTheCaller(String endpoint, String outcome) {
        assertThat(run.of(OWNED, endpoint)).startsWith(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /desk as patient         | failed: GET /desk: The role patient is refused",
                "GET /desk as desk            | passed",
                "GET /notes/{id} as patient   | passed",
                "GET /notes/{id} as desk      | failed: GET /notes/{id}: The role desk gets through",
                "GET /gone/{id} as desk       | skipped: Nothing is there",
                "GET /desk as nobody          | skipped: Nobody of this name"
            })
    void eachRoleIsTriedEverywhere(String test, String outcome) {
        assertThat(run.of(ROLES, test)).startsWith(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /desk as nobody               | passed",
                "GET /desk as any user             | passed",
                "GET /desk as ROLE_DESK            | skipped: Nobody is known who has it and no other authority",
                "GET /notes/{id} as any user       | passed",
                "DELETE /guarded/{id} as any user  | skipped: A write that is let through is really done",
                "GET /custom as any user           | skipped: The report does not know: it",
                "GET /backdoor as any user         | failed: GET /backdoor: It lets any user through, although the report",
                "GET /proxied as any user          | skipped: The report does not know: it could not be seen whether it is"
            })
    void theMatrixIsComparedWithWhatRequestsGet(String test, String outcome) {
        assertThat(run.of("what the report says of each role is what a request gets", test))
                .startsWith(outcome);
    }

    @Test
    void anAuthorityThatNoRuleNamesIsAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrillRun.of(
                        Notes.class, drills -> drills.holder("ROLE_DEKS", Caller.basic("grace", "test-only"))))
                .withMessage("'authority' must be one of those in the report, [nobody, any user, ROLE_DESK], but is"
                        + " 'ROLE_DEKS'");
    }

    @Test
    void withoutAStrangerNothingIsShown() {
        DrillRun alone = DrillRun.of(Notes.class, drills -> drills.owned("GET /notes/{id}", "/notes/1"));

        assertThat(alone.of(OWNED, "GET /notes/{id}")).startsWith("skipped: ").contains("stranger(…)");
        assertThat(alone.outcomes().keySet()).noneMatch(test -> test.startsWith(ROLES));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(NoteController.class)
    static class Notes {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/desk", "/backdoor")
                            .hasRole("DESK")
                            .requestMatchers("/custom")
                            .access((caller, call) -> new AuthorizationDecision(false))
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        FilterRegistrationBean<Backdoor> backdoor() {
            FilterRegistrationBean<Backdoor> registration = new FilterRegistrationBean<>(new Backdoor());
            registration.setUrlPatterns(List.of("/backdoor", "/proxied"));
            registration.setOrder(Integer.MIN_VALUE);
            return registration;
        }

        /** Only the reading of it: the manager itself would hash a password at the first login, and each request pay for it. */
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ada").password("{noop}test-only").build(),
                    User.withUsername("bob").password("{noop}test-only").build(),
                    User.withUsername("eve").password("{noop}test-only").build(),
                    User.withUsername("grace")
                            .password("{noop}test-only")
                            .roles("DESK")
                            .build())::loadUserByUsername;
        }
    }

    /** Somebody's way around the login, from the days before there was one. */
    static class Backdoor implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(
                    new HttpServletRequestWrapper((HttpServletRequest) request) {
                        @Override
                        public String getHeader(String name) {
                            return name.equals("Authorization") && super.getHeader(name) != null
                                    ? "Basic Z3JhY2U6dGVzdC1vbmx5" // grace:test-only
                                    : super.getHeader(name);
                        }
                    },
                    response);
        }
    }

    @RestController
    static class NoteController {

        @GetMapping("/notes/{id}")
        String note(@PathVariable long id) {
            return "A note of ada";
        }

        @DeleteMapping("/notes/{id}")
        void delete(@PathVariable long id) {}

        @GetMapping("/guarded/{id}")
        String guarded(@PathVariable long id, Principal principal) {
            if (!principal.getName().equals("ada")) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return "Another note of ada";
        }

        @DeleteMapping("/guarded/{id}")
        void deleteGuarded(@PathVariable long id) {}

        @GetMapping("/empty/{id}")
        String empty(@PathVariable long id, Principal principal) {
            return principal.getName().equals("ada") ? "A note" : "";
        }

        @GetMapping("/gone/{id}")
        String gone(@PathVariable long id) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }

        private final AtomicInteger late = new AtomicInteger();

        @GetMapping("/late/{id}")
        int late(@PathVariable long id) {
            return late.get();
        }

        @PutMapping("/late/{id}")
        void change(@PathVariable long id, Principal principal) {
            late.incrementAndGet();
            if (!principal.getName().equals("ada")) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
        }

        @GetMapping("/shared/{id}")
        String ofTheTenant(@PathVariable long id, Principal principal) {
            if (principal.getName().equals("eve")) {
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
            return "Of all who work with ada";
        }

        @GetMapping({"/custom", "/backdoor", "/proxied"})
        String more() {
            return "More";
        }

        @GetMapping("/desk")
        String desk() {
            return "Everybody's notes";
        }
    }
}
