package dev.readiness.spring.golden;

import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/** Traps of browsers: the same line is a hole where a cookie logs in, and right where a token does. */
final class BrowserApplications {

    private BrowserApplications() {}

    static List<GoldenApplication> all() {
        return List.of(
                GoldenApplication.of("cookies-without-csrf-protection", Cookies.class),
                GoldenApplication.of("tokens-without-csrf-protection", Tokens.class),
                GoldenApplication.of("any-site-with-credentials", AnySite.class));
    }

    /** A login form and its cookie, with the protection against forged requests switched off. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(SafeguardApplications.Visits.class)
    static class Cookies {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .formLogin(Customizer.withDefaults())
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

    /** Tokens in a header, no session: nothing that a browser sends by itself, so nothing to forge. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(SafeguardApplications.Visits.class)
    static class Tokens {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .addFilterBefore(tokenFilter(), BasicAuthenticationFilter.class)
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        private static OncePerRequestFilter tokenFilter() {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(
                        jakarta.servlet.http.HttpServletRequest request,
                        jakarta.servlet.http.HttpServletResponse response,
                        jakarta.servlet.FilterChain chain)
                        throws java.io.IOException, jakarta.servlet.ServletException {
                    chain.doFilter(request, response); // a token that is not there logs nobody in
                }
            };
        }

        @Bean
        UserDetailsService users() {
            return AccessApplications.nobody();
        }
    }

    /** A login with a cookie that any site may use and read the answer of; another handler names its sites. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(AnySite.Shared.class)
    static class AnySite extends Cookies {

        @RestController
        static class Shared {

            @CrossOrigin(originPatterns = "*", allowCredentials = "true")
            @PostMapping("/shared-with-all")
            void all() {}

            @CrossOrigin(origins = "https://app.example.com", allowCredentials = "true")
            @PostMapping("/shared-with-one")
            void one() {}
        }
    }
}
