package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import java.security.Principal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

class AuthorityRulesTests {

    private static final String ROLE = "access.role-missing";
    private static final String GENERATED = "access.generated-user";
    private static final String SHADOWED = "access.rule-shadowed";

    @Test
    void administrationForEveryUserFails() {
        try (TrialApplication application = TrialApplication.start(AnyUser.class)) {
            assertThat(application.results(ROLE))
                    .containsExactlyInAnyOrder(
                            "FAIL GET /admin/users",
                            "FAIL DELETE /users/{id}",
                            "FAIL PUT /users/{id}/roles",
                            "PASS GET /admin/report",
                            "UNKNOWN DELETE /admin/rooms/{id}");
            assertThat(application.findings(ROLE))
                    .extracting(Finding::problem)
                    .anySatisfy(problem -> assertThat(problem).contains("UserRepository.deleteById"));
        }
    }

    @Test
    void administrationForAdministratorsPasses() {
        try (TrialApplication application = TrialApplication.start(Administrators.class)) {
            assertThat(application.results(ROLE)).allMatch(result -> result.startsWith("PASS"));
        }
    }

    @Test
    void theUserThatSpringBootMakesUpFails() {
        try (TrialApplication application = TrialApplication.start(AnyUser.class)) {
            assertThat(application.results(GENERATED)).containsExactly("FAIL application");
        }
    }

    @Test
    void usersOfTheApplicationsOwnPass() {
        try (TrialApplication application = TrialApplication.start(OwnUsers.class)) {
            assertThat(application.results(GENERATED)).containsExactly("PASS application");
        }
        try (TrialApplication application =
                TrialApplication.start(AnyUser.class, "spring.security.user.password={bcrypt}test")) {
            assertThat(application.results(GENERATED)).containsExactly("PASS application");
        }
    }

    @Test
    void aUserWhomNoFilterLetsInPasses() {
        try (TrialApplication application = TrialApplication.start(NoLogin.class)) {
            assertThat(application.results(GENERATED)).containsExactly("PASS application");
        }
    }

    @Test
    void aStricterRuleBelowAWiderOneFails() {
        try (TrialApplication application = TrialApplication.start(Shadowed.class)) {
            assertThat(application.results(SHADOWED))
                    .containsExactlyInAnyOrder("FAIL rule /admin/**", "FAIL rule DELETE /users/{id}");
            assertThat(application.findings(SHADOWED).get(0).remedy())
                    .isEqualTo("Move requestMatchers(\"/admin/**\") above requestMatchers(\"/**\").");
        }
    }

    @Test
    void rulesInTheirOrderPass() {
        try (TrialApplication application = TrialApplication.start(Administrators.class)) {
            assertThat(application.results(SHADOWED)).containsExactly("PASS application");
        }
    }

    interface UserRepository extends CrudRepository<Object, Long> {}

    @Service
    static class Rooms {
        @PreAuthorize("hasRole('ADMIN')")
        public void close(long id) {}
    }

    @RestController
    static class UserController {

        private final Rooms rooms;

        private final UserRepository users = null; // never called: only its byte code is read

        UserController(Rooms rooms) {
            this.rooms = rooms;
        }

        @GetMapping("/admin/users")
        public String all() {
            return "all";
        }

        @GetMapping("/admin/report")
        @PreAuthorize("hasRole('ADMIN')")
        public String report() {
            return "report";
        }

        @DeleteMapping("/admin/rooms/{id}")
        public void close(@PathVariable long id) {
            rooms.close(id);
        }

        @DeleteMapping("/users/{id}")
        public void delete(@PathVariable long id) {
            users.deleteById(id);
        }

        @PutMapping("/users/{id}/roles")
        public void promote(@PathVariable long id) {}

        @DeleteMapping("/profiles/{id}")
        public void deleteOwn(@PathVariable long id, Principal caller) {
            users.deleteById(id);
        }

        @DeleteMapping("/accounts/{id}")
        public void deleteIfOwn(@PathVariable long id) {
            if (SecurityContextHolder.getContext().getAuthentication() != null) {
                users.deleteById(id);
            }
        }

        @DeleteMapping("/me")
        public void deleteMe() {
            users.deleteById(1L);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import({UserController.class, Rooms.class})
    static class AnyUser {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import({UserController.class, Rooms.class})
    static class Administrators {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/admin/**")
                            .hasRole("ADMIN")
                            .requestMatchers("/users/{id}", "/users/{id}/roles")
                            .hasRole("ADMIN")
                            .requestMatchers("/users/**")
                            .authenticated()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({UserController.class, Rooms.class})
    static class OwnUsers {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ann").password("{noop}test-plum-63").build());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({UserController.class, Rooms.class})
    static class NoLogin {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({UserController.class, Rooms.class})
    static class Shadowed {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/users/**")
                            .permitAll()
                            .requestMatchers(HttpMethod.POST, "/users")
                            .hasRole("ADMIN")
                            .requestMatchers("/**")
                            .authenticated()
                            .requestMatchers("/admin/**")
                            .hasRole("ADMIN")
                            .requestMatchers("/profiles/**")
                            .authenticated()
                            .requestMatchers(HttpMethod.DELETE, "/users/{id}")
                            .hasRole("ADMIN"))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }
}
