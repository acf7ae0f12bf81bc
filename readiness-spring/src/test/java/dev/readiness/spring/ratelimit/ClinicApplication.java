package dev.readiness.spring.ratelimit;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An application with endpoints for anybody, endpoints for patients, HTTP Basic and a login form. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ClinicApplication.ClinicController.class, ClinicApplication.JsonLogin.class})
class ClinicApplication {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/me", "/me/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .csrf(csrf -> csrf.disable())
                .httpBasic(Customizer.withDefaults())
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("alice").password("right").roles("PATIENT").build(),
                User.withUsername("bob").password("right").roles("PATIENT").build());
    }

    @Bean
    CountingPasswordEncoder passwordEncoder() {
        return new CountingPasswordEncoder();
    }

    /** Compares in clear, slowly enough for requests to overlap, and counts how often it is asked. */
    static final class CountingPasswordEncoder implements PasswordEncoder {

        final AtomicInteger checks = new AtomicInteger();

        @Override
        public String encode(CharSequence password) {
            return password.toString();
        }

        @Override
        public boolean matches(CharSequence password, String encoded) {
            checks.incrementAndGet();
            Thread.yield();
            return encoded.contentEquals(password);
        }
    }

    @Bean
    AuthenticationManager authenticationManager(AuthenticationConfiguration configuration) throws Exception {
        return configuration.getAuthenticationManager();
    }

    /** What many prototypes have instead of Spring Security's login filter. */
    @RestController
    static class JsonLogin {

        private final AuthenticationManager manager;

        JsonLogin(AuthenticationManager manager) {
            this.manager = manager;
        }

        record Credentials(String user, String password) {}

        @PostMapping("/json-login")
        ResponseEntity<String> login(@RequestBody Credentials credentials) {
            try {
                return ResponseEntity.ok(manager.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(
                                credentials.user(), credentials.password()))
                        .getName());
            } catch (AuthenticationException ex) {
                return ResponseEntity.status(401).build();
            }
        }

        @PostMapping("/async-login")
        Callable<ResponseEntity<String>> asyncLogin(@RequestBody Credentials credentials) {
            return () -> login(credentials);
        }
    }

    @RestController
    static class ClinicController {

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }

        @GetMapping("/me")
        String me() {
            return "me";
        }

        @GetMapping("/me/appointments/{id}")
        String appointment(@PathVariable String id) {
            return id;
        }

        @GetMapping("/annotated/{id}")
        @RateLimited("annotated")
        String annotated(@PathVariable String id) {
            return id;
        }
    }
}
