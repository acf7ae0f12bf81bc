package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.readiness.assessment.AssessedEndpoint;
import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.HardeningReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Compares what the report says of access to a reactive application on Netty with what a client really gets. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.main.web-application-type=reactive", "management.endpoints.web.exposure.include=health"})
class ReactiveAccessComparisonTests {

    private static final String REACHED = "reached the handler";

    /** What the report cannot know: a decision by arguments, one by the body, and one in a filter of a route. */
    private static final List<String> UNKNOWABLE =
            List.of("GET /api/open/own/{id}", "GET /fn/filtered", "POST /token/signed");

    /** What is decided by the address, which differs between this test and the rest of the world. */
    private static final String FROM_HERE_ONLY = "GET /api/from-here";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private HardeningReport report;

    @Test
    void agreesWithARealAnonymousClientAtEveryPlantedEndpoint() {
        List<String> truth = knowable()
                .map(assessed -> assessed.endpoint().id() + " open=" + isReached(assessed.endpoint()))
                .toList();

        assertThat(truth).hasSizeGreaterThan(20);
        assertThat(knowable()
                        .map(assessed -> assessed.endpoint().id() + " open="
                                + accessOf(assessed).equals("anyone")))
                .containsExactlyElementsOf(truth);
    }

    @Test
    void saysUnknownWhereItCannotKnow() {
        assertThat(planted()
                        .filter(assessed -> accessOf(assessed).equals("unknown"))
                        .map(assessed -> assessed.endpoint().id()))
                .containsExactlyElementsOf(UNKNOWABLE);
    }

    @Test
    void asksFromSomewhereElseThanThisMachine() {
        assertThat(isReached(planted(FROM_HERE_ONLY).endpoint())).isTrue();
        assertThat(accessOf(planted(FROM_HERE_ONLY))).isEqualTo("restricted");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/admin/users, ROLE_ADMIN",
        "GET /api/unlisted, any user",
        "GET /api/never, restricted",
        "GET /token/data, restricted",
        "GET /api/open/method/admin, hasRole('ADMIN')",
        "GET /api/open/method/many, isAuthenticated()",
    })
    void saysWhatACallerNeeds(String id, String access) {
        assertThat(accessOf(planted(id))).isEqualTo(access.equals("isAuthenticated()") ? "any user" : access);
    }

    @Test
    void saysWhichFilterRefused() {
        assertThat(detailOf("GET /token/data")).contains("answered 401");
    }

    @ParameterizedTest
    @CsvSource({"GET /forgotten", "GET /fn/open", "DELETE /fn/open/{id}"})
    void saysWhenNoChainMatches(String id) {
        assertThat(detailOf(id)).isEqualTo("no security filter chain matches it");
    }

    @Test
    void listsALoginOnlyWhereItsChainMatches() {
        assertThat(report.assessment().endpoints().stream()
                        .map(AssessedEndpoint::endpoint)
                        .filter(endpoint -> endpoint.handler().endsWith("WebFilter"))
                        .map(endpoint -> endpoint.id() + " " + endpoint.handler()))
                .contains("POST /form/login AuthenticationWebFilter")
                .noneMatch(line -> line.contains(" /login "));
    }

    @Test
    void saysThatAnyoneReachesALogin() {
        assertThat(report.assessment().endpoints().stream()
                        .filter(assessed -> assessed.endpoint().id().equals("POST /form/login"))
                        .map(ReactiveAccessComparisonTests::accessOf))
                .containsExactly("anyone");
    }

    private Stream<AssessedEndpoint> knowable() {
        return planted()
                .filter(assessed -> !UNKNOWABLE.contains(assessed.endpoint().id()))
                .filter(assessed -> !assessed.endpoint().id().equals(FROM_HERE_ONLY));
    }

    private Stream<AssessedEndpoint> planted() {
        return report.assessment().endpoints().stream()
                .filter(assessed -> assessed.endpoint().isApplication());
    }

    private AssessedEndpoint planted(String id) {
        return planted()
                .filter(assessed -> assessed.endpoint().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String accessOf(AssessedEndpoint assessed) {
        return Objects.requireNonNull(assessed.facts().get("access")).value();
    }

    private String detailOf(String id) {
        return Objects.requireNonNull(planted(id).facts().get("access")).detail();
    }

    private boolean isReached(Endpoint endpoint) {
        String path = endpoint.path().replaceAll("\\{id:.*}", "123").replaceAll("\\{[^}]*}", "1");
        String method = endpoint.method().equals("*") ? "GET" : endpoint.method();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body()
                    .contains(REACHED);
        } catch (IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @EnableReactiveMethodSecurity
    @Import({PlantedController.class, MethodController.class})
    static class Application {

        @Bean
        @Order(1)
        SecurityWebFilterChain api(ServerHttpSecurity http) {
            return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/api/**"))
                    .authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/api/open/**")
                            .permitAll()
                            .pathMatchers(HttpMethod.POST, "/api/forms")
                            .permitAll()
                            .pathMatchers("/api/admin/**")
                            .hasRole("ADMIN")
                            .pathMatchers("/api/shadowed/**")
                            .permitAll()
                            .pathMatchers("/api/shadowed/secret")
                            .authenticated()
                            .pathMatchers("/api/never")
                            .denyAll()
                            .pathMatchers("/api/from-here")
                            .access((caller, call) -> Mono.just(new AuthorizationDecision(Objects.requireNonNull(
                                            call.getExchange().getRequest().getRemoteAddress())
                                    .getAddress()
                                    .isLoopbackAddress())))
                            .anyExchange()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(CsrfSpec::disable)
                    .build();
        }

        @Bean
        @Order(2)
        SecurityWebFilterChain token(ServerHttpSecurity http) {
            return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/token/**"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .addFilterAt(tokenFilter(), SecurityWebFiltersOrder.AUTHENTICATION)
                    .csrf(CsrfSpec::disable)
                    .build();
        }

        @Bean
        @Order(3)
        SecurityWebFilterChain form(ServerHttpSecurity http) {
            return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/form/**"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .formLogin(form -> form.loginPage("/form/login"))
                    .csrf(CsrfSpec::disable)
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            HandlerFunction<ServerResponse> reached =
                    request -> ServerResponse.ok().bodyValue(REACHED);
            return route().GET("/api/fn/{id}", reached)
                    .nest(path("/fn"), nested -> nested.GET("/open", reached).DELETE("/open/{id}", reached))
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> filteredRoutes() {
            return route().GET("/fn/filtered", request -> ServerResponse.ok().bodyValue(REACHED))
                    .filter((request, next) ->
                            request.headers().header("X-Token").isEmpty()
                                    ? ServerResponse.status(HttpStatus.UNAUTHORIZED)
                                            .build()
                                    : next.handle(request))
                    .build();
        }

        /** Refuses a request without a token, as home-made filters do. */
        private static WebFilter tokenFilter() {
            return (exchange, chain) -> {
                String path = exchange.getRequest().getPath().value();
                if (path.equals("/token/signed")) {
                    return exchange.getRequest().getBody().hasElements().flatMap(signed -> {
                        if (signed) {
                            return chain.filter(exchange);
                        }
                        exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
                        return exchange.getResponse().setComplete();
                    });
                }
                if (path.equals("/token/data")
                        && exchange.getRequest().getHeaders().getFirst("X-Token") == null) {
                    exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
                    return exchange.getResponse().setComplete();
                }
                return chain.filter(exchange);
            };
        }
    }

    @RestController
    static class PlantedController {

        @GetMapping({
            "/api/open/list",
            "/api/admin/users",
            "/api/shadowed/list",
            "/api/shadowed/secret",
            "/api/never",
            "/api/from-here",
            "/api/forms",
            "/api/orders/{id:[0-9]{3}}",
            "/api/files/{*rest}",
            "/api/unlisted",
            "/token/data",
            "/token/other",
            "/form/page",
            "/forgotten"
        })
        Mono<String> read() {
            return Mono.just(REACHED);
        }

        @PostMapping({"/api/forms", "/form/page", "/api/unlisted", "/token/signed"})
        Mono<String> write() {
            return Mono.just(REACHED);
        }

        @DeleteMapping("/api/orders/{id}")
        Mono<String> delete(@PathVariable String id) {
            return Mono.just(REACHED);
        }

        @RequestMapping({"/api/any", "/any"})
        String any() {
            return REACHED;
        }
    }

    @RestController
    static class MethodController {

        @GetMapping("/api/open/method/admin")
        @PreAuthorize("hasRole('ADMIN')")
        public Mono<String> admin() {
            return Mono.just(REACHED);
        }

        @GetMapping("/api/open/method/many")
        @PreAuthorize("isAuthenticated()")
        public Flux<String> many() {
            return Flux.just(REACHED);
        }

        @GetMapping("/api/open/method/everyone")
        @PreAuthorize("permitAll()")
        public Mono<String> everyone() {
            return Mono.just(REACHED);
        }

        @GetMapping("/forgotten/method")
        @PreAuthorize("isAuthenticated()")
        public Mono<String> withoutAChain() {
            return Mono.just(REACHED);
        }

        @GetMapping("/api/open/own/{id}")
        @PreAuthorize("#id == authentication.name")
        public Mono<String> own(@PathVariable String id) {
            return Mono.just(REACHED);
        }
    }
}
