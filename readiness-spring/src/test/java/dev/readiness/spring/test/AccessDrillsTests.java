package dev.readiness.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
                "GET /gone/{id}       | skipped: Its owner does not find it either"
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
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/desk")
                            .hasRole("DESK")
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ada").password("{noop}test-only").build(),
                    User.withUsername("bob").password("{noop}test-only").build(),
                    User.withUsername("grace")
                            .password("{noop}test-only")
                            .roles("DESK")
                            .build());
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

        @GetMapping("/desk")
        String desk() {
            return "Everybody's notes";
        }
    }
}
