package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.AccessMatrix;
import dev.readiness.assessment.AccessMatrix.Cell;
import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class ReactiveRoleMatrixTests {

    @Test
    @Tag("boot4") // a lambda of this class is no rule of Spring Security 6
    void reactiveRulesAreAskedAboutEachAuthority() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.REACTIVE)
                .properties("server.port=0", "spring.main.banner-mode=off")
                .run()) {
            AccessMatrix matrix =
                    context.getBean(HardeningReport.class).assessment().access();

            assertThat(matrix.callers())
                    .containsExactly("nobody", "any user", "ROLE_ADMIN", "ROLE_CLERK", "SCOPE_rooms");
            assertThat(matrix.only(Endpoint::isApplication).rows())
                    .extracting(ReactiveRoleMatrixTests::text)
                    .containsExactlyInAnyOrder(
                            "/open +++++",
                            "/users -++++",
                            "/admin --+--",
                            "/rooms --+-+",
                            "/method ---+-",
                            "/by-method --??? HEAD, which is mostly answered where GET is, gets further than GET",
                            "/custom -+??? it is decided by a lambda of ReactiveRoleMatrixTests.Application, which may look"
                                    + " at more than authorities",
                            "/never -----");
        }
    }

    private static String text(AccessMatrix.Row row) {
        String cells = row.cells().stream()
                .map(cell -> cell == Cell.ALLOWED ? "+" : cell == Cell.DENIED ? "-" : "?")
                .collect(Collectors.joining());
        return (row.endpoint().path() + " " + cells + " " + row.why()).strip();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableReactiveMethodSecurity
    @Import(Planted.class)
    static class Application {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/open", "/method")
                            .permitAll()
                            .pathMatchers("/users")
                            .authenticated()
                            .pathMatchers("/admin")
                            .hasRole("ADMIN")
                            .pathMatchers("/rooms")
                            .hasAnyAuthority("SCOPE_rooms", "ROLE_ADMIN")
                            .pathMatchers(HttpMethod.GET, "/by-method")
                            .denyAll()
                            .pathMatchers("/by-method")
                            .hasAnyAuthority("SCOPE_rooms", "ROLE_ADMIN", "ROLE_CLERK")
                            .pathMatchers("/custom")
                            .access((caller, call) -> caller.map(one -> new AuthorizationDecision(
                                    one.getAuthorities().isEmpty()
                                            || one.getAuthorities().stream()
                                                    .allMatch(right ->
                                                            right.getAuthority().startsWith("FACTOR_")))))
                            .anyExchange()
                            .denyAll())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .build();
        }
    }

    @RestController
    static class Planted {

        @GetMapping({"/open", "/users", "/admin", "/rooms", "/by-method", "/custom", "/never"})
        public Mono<String> read() {
            return Mono.just("reached");
        }

        @GetMapping("/method")
        @PreAuthorize("hasRole('CLERK')")
        public Mono<List<String>> secured() {
            return Mono.just(List.of("reached"));
        }
    }
}
