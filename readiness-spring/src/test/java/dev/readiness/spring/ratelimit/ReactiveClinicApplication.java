package dev.readiness.spring.ratelimit;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UserDetailsRepositoryReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A reactive application that takes passwords in every way there is. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ReactiveClinicApplication.Me.class, ReactiveClinicApplication.JsonLogin.class})
class ReactiveClinicApplication {

    final AtomicInteger checks = new AtomicInteger();

    /** A chain with a manager of its own, which is no bean. */
    @Bean
    @Order(1)
    SecurityWebFilterChain partners(
            ServerHttpSecurity http, ReactiveUserDetailsService users, PasswordEncoder encoder) {
        UserDetailsRepositoryReactiveAuthenticationManager own =
                new UserDetailsRepositoryReactiveAuthenticationManager(users);
        own.setPasswordEncoder(encoder);
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/partners/**"))
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .httpBasic(basic -> basic.authenticationManager(own))
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        return http.authorizeExchange(exchanges -> exchanges
                        .pathMatchers("/json-login", "/own-login")
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .csrf(csrf -> csrf.disable())
                .httpBasic(Customizer.withDefaults())
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    ReactiveAuthenticationManager manager(ReactiveUserDetailsService users, PasswordEncoder encoder) {
        UserDetailsRepositoryReactiveAuthenticationManager manager =
                new UserDetailsRepositoryReactiveAuthenticationManager(users);
        manager.setPasswordEncoder(encoder);
        return manager;
    }

    @Bean
    MapReactiveUserDetailsService users() {
        return new MapReactiveUserDetailsService(
                User.withUsername("alice").password("right").build(),
                User.withUsername("bob").password("right").build());
    }

    @Bean
    PasswordEncoder encoder() {
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return password.toString();
            }

            @Override
            public boolean matches(CharSequence password, String stored) {
                checks.incrementAndGet();
                Thread.yield();
                return stored.contentEquals(password);
            }
        };
    }

    /** A handler that compares the password by itself. */
    @Bean
    RouterFunction<ServerResponse> ownLogin(
            ReactiveUserDetailsService users,
            PasswordEncoder encoder,
            ObjectProvider<ReactiveLoginRateLimiter> limiters) {
        return RouterFunctions.route()
                .POST("/own-login", request -> ownLogin(request, users, encoder, limiters.getObject()))
                .build();
    }

    private static Mono<ServerResponse> ownLogin(
            ServerRequest request,
            ReactiveUserDetailsService users,
            PasswordEncoder encoder,
            ReactiveLoginRateLimiter limiter) {
        return request.bodyToMono(Credentials.class).flatMap(credentials -> {
            Mono<Boolean> isRight = users.findByUsername(credentials.user())
                    .map(user -> encoder.matches(credentials.password(), String.valueOf(user.getPassword())))
                    .defaultIfEmpty(false);
            return limiter.limit(credentials.user(), credentials.password(), isRight, right -> right)
                    .flatMap(right -> ServerResponse.status(right ? 200 : 401).build());
        });
    }

    record Credentials(String user, String password) {}

    /** A controller that asks the authentication manager. */
    @RestController
    static class JsonLogin {

        private final ReactiveAuthenticationManager manager;

        JsonLogin(ReactiveAuthenticationManager manager) {
            this.manager = manager;
        }

        @PostMapping("/json-login")
        Mono<ResponseEntity<String>> login(@RequestBody Credentials credentials) {
            return manager.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(
                            credentials.user(), credentials.password()))
                    .map(user -> ResponseEntity.ok(user.getName()))
                    .onErrorResume(
                            AuthenticationException.class,
                            ex -> Mono.just(ResponseEntity.status(401).build()));
        }
    }

    @RestController
    static class Me {

        @GetMapping({"/me", "/partners/me"})
        Mono<String> me() {
            return Mono.just("me");
        }
    }
}
