package dev.readiness.spring.golden;

import dev.readiness.spring.shop.Product;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.rest.webmvc.config.RepositoryRestMvcConfiguration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestTemplate;

/** Traps of who may do what, of repositories that answer by themselves, and of what is told and waited for. */
final class AuthorityApplications {

    private AuthorityApplications() {}

    static List<GoldenApplication> all() {
        return List.of(
                GoldenApplication.of("administration-for-everybody", Everybody.class),
                GoldenApplication.of("administration-for-administrators", Administrators.class),
                GoldenApplication.of(
                        "repositories-over-http",
                        Repositories.class,
                        "spring.datasource.url=jdbc:h2:mem:repositories"));
    }

    /** Whoever has a login is an administrator, and the login is one that Spring Boot made up. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Administration.class, Visits.class, Talkative.class})
    static class Everybody {

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
        RestTemplate provider() {
            return new RestTemplate();
        }
    }

    /** The same, in order. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Administration.class, Visits.class, Discreet.class})
    static class Administrators {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/admin/**")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return AccessApplications.nobody();
        }
    }

    /** Every repository is a set of endpoints that nobody wrote. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Product.class)
    @EnableJpaRepositories(basePackageClasses = Product.class)
    @Import(RepositoryRestMvcConfiguration.class)
    static class Repositories {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    static class Administration {

        @DeleteMapping("/admin/visits/{id}")
        void purge(@PathVariable long id) {}
    }

    @RestController
    static class Visits {

        @GetMapping("/visits/{id}")
        long get(@PathVariable long id) {
            return id;
        }
    }

    @RestControllerAdvice
    static class Talkative {

        @ExceptionHandler
        String any(Exception ex) {
            return ex.getMessage();
        }
    }

    @RestControllerAdvice
    static class Discreet {

        @ExceptionHandler
        String any(Exception ex) {
            return "Something went wrong";
        }
    }
}
