package dev.readiness.spring.golden;

import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Traps of access: security that is there and protects nothing, and openness that is meant. */
final class AccessApplications {

    private AccessApplications() {}

    static List<GoldenApplication> all() {
        return List.of(
                GoldenApplication.of("security-permits-all", PermitsAll.class),
                GoldenApplication.of("paths-without-a-chain", PathsWithoutChain.class),
                GoldenApplication.of("rule-in-the-shadow", ShadowedRule.class),
                GoldenApplication.of("roles-on-methods", RolesOnMethods.class),
                GoldenApplication.of(
                        "public-by-design",
                        PublicByDesign.class,
                        "readiness.access.public[0].where=GET /opening-hours",
                        "readiness.access.public[0].reason=Printed on the door too"));
    }

    static UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    /** Spring Security is on the class path, and its chain lets everybody through. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Visits.class)
    static class PermitsAll {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return nobody();
        }
    }

    /** The chain is strict, and concerns one half of the paths. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Visits.class, OpeningHours.class})
    static class PathsWithoutChain {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.securityMatcher("/opening-hours/**")
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return nobody();
        }
    }

    /** The rule for the staff comes after one that permits more, so it is never asked. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Visits.class)
    static class ShadowedRule {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/visits/**")
                            .permitAll()
                            .requestMatchers(HttpMethod.DELETE, "/visits/{id}")
                            .hasRole("STAFF")
                            .requestMatchers("/reports/**")
                            .hasAnyRole("STAFF", "VET")
                            .requestMatchers(HttpMethod.GET, "/reports/**")
                            .hasAuthority("reports:read")
                            .requestMatchers(HttpMethod.PUT, "/reports/**")
                            .hasAnyRole("STAFF", "VET", "OWNER")
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return nobody();
        }
    }

    /** The chain permits all, and the methods ask for a role. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import(StaffVisits.class)
    static class RolesOnMethods extends PermitsAll {}

    /** What cannot ask for a login, what is listed as public, and what was forgotten. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Doors.class, OpeningHours.class, Visits.class})
    static class PublicByDesign {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/prices/**")
                            .permitAll()
                            .requestMatchers("/prices/{year}")
                            .permitAll()
                            .anyRequest()
                            .permitAll())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return nobody();
        }
    }

    @RestController
    static class Visits {

        @PostMapping("/visits")
        void book() {}

        @GetMapping("/visits/{id}")
        long get(@PathVariable long id) {
            return id;
        }

        @DeleteMapping("/visits/{id}")
        void cancel(@PathVariable long id) {}
    }

    @RestController
    static class StaffVisits {

        @DeleteMapping("/staff/visits/{id}")
        @PreAuthorize("hasRole('STAFF')")
        public void cancel(@PathVariable long id) {}
    }

    @RestController
    static class OpeningHours {

        @GetMapping("/opening-hours")
        String get() {
            return "9 to 5";
        }
    }

    @RestController
    static class Doors {

        @PostMapping("/api/auth/signin")
        void signIn() {}

        @PostMapping("/users/register")
        void register() {}

        @PostMapping("/payments/webhook")
        void paid() {}

        @GetMapping("/register/entries")
        String forgotten() {
            return "";
        }

        @GetMapping("/prices/{year}")
        int openedByName(@PathVariable int year) {
            return year;
        }

        @DeleteMapping("/prices/{year}")
        void openedByNameAndWritten(@PathVariable int year) {}
    }
}
