package dev.readiness.spring.golden;

import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The traps of servlet applications again, where nothing is a servlet. */
final class ReactiveApplications {

    private ReactiveApplications() {}

    static List<GoldenApplication> all() {
        return List.of(
                reactive("reactive-actuator-exposes-all", Open.class, "management.endpoints.web.exposure.include=*"),
                reactive("reactive-cookies-without-csrf-protection", Cookies.class),
                reactive("reactive-tokens-without-csrf-protection", Tokens.class));
    }

    private static GoldenApplication reactive(String name, Class<?> type, String... properties) {
        return new GoldenApplication(name, type, WebApplicationType.REACTIVE, List.of(properties));
    }

    /** One path asks for a login, and the rest is open. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableWebFluxSecurity
    @Import({Visits.class, Prices.class})
    static class Open {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/visits/**")
                            .authenticated()
                            .pathMatchers(HttpMethod.GET, "/prices/**")
                            .permitAll()
                            .anyExchange()
                            .permitAll())
                    .build();
        }

        @Bean
        ReactiveUserDetailsService users() {
            return nobody();
        }
    }

    /** A login form and its cookie, with the protection against forged requests switched off. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableWebFluxSecurity
    @Import(Visits.class)
    static class Cookies {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .formLogin(Customizer.withDefaults())
                    .authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/actuator/health/**")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .build();
        }

        @Bean
        ReactiveUserDetailsService users() {
            return nobody();
        }
    }

    /** Nothing is kept in a session, so nothing that a browser sends by itself can be forged. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableWebFluxSecurity
    @Import(Visits.class)
    static class Tokens {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                    .authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/actuator/health/**")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .build();
        }
    }

    private static ReactiveUserDetailsService nobody() {
        return new MapReactiveUserDetailsService(User.withUsername("nobody")
                .password("{noop}test-plum-63-not-guessable")
                .build());
    }

    record Visit(String reason) {}

    @RestController
    static class Visits {

        @PostMapping("/visits")
        Mono<Void> book(@RequestBody Mono<Visit> visit) {
            return visit.then();
        }

        @GetMapping("/visits/{id}")
        Mono<Long> get(@PathVariable long id) {
            return Mono.just(id);
        }

        @DeleteMapping("/admin/visits/{id}")
        Mono<Void> purge(@PathVariable long id) {
            return Mono.empty();
        }
    }

    @RestController
    static class Prices {

        @GetMapping("/prices/{year}")
        Mono<Integer> openedByName(@PathVariable int year) {
            return Mono.just(year);
        }

        @GetMapping("/discounts")
        Mono<Integer> leftOpen() {
            return Mono.just(1);
        }
    }
}
