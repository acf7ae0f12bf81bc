package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.readiness.assessment.AssessedEndpoint;
import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.assessment.Readiness;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.event.AuthorizationEvent;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Compares what the report says of access with what an anonymous client of the running application really gets. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "readiness.access.public[0].where=POST /api/signup",
            "readiness.access.public[0].reason=New customers have no account yet",
        })
class AccessComparisonTests {

    private static final String REACHED = "reached the handler";

    /** What the report cannot know: a decision by arguments, one that is made in a service, and one by the body. */
    private static final List<String> UNKNOWABLE =
            List.of("GET /api/open/own/{id}", "GET /api/open/service", "GET /token/signed");

    /** What is decided by the address, which differs between this test and the rest of the world. */
    private static final String FROM_HERE_ONLY = "GET /api/from-here";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private HardeningReport report;

    @Autowired
    private Queue<Object> events;

    @Test
    void agreesWithARealAnonymousClientAtEveryPlantedEndpoint() {
        List<String> endpoints = planted()
                .map(AssessedEndpoint::endpoint)
                .filter(endpoint -> !UNKNOWABLE.contains(endpoint.id()))
                .filter(endpoint -> !endpoint.id().equals(FROM_HERE_ONLY))
                .map(endpoint -> endpoint.id() + " open=" + isReached(endpoint))
                .toList();

        assertThat(endpoints).hasSizeGreaterThan(24);
        assertThat(planted()
                        .filter(assessed ->
                                !UNKNOWABLE.contains(assessed.endpoint().id()))
                        .filter(assessed -> !assessed.endpoint().id().equals(FROM_HERE_ONLY))
                        .map(assessed -> assessed.endpoint().id() + " open=" + isCalledOpen(assessed)))
                .containsExactlyElementsOf(endpoints);
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
        AssessedEndpoint fromHereOnly = planted(FROM_HERE_ONLY);

        assertThat(isReached(fromHereOnly.endpoint())).isTrue();
        assertThat(accessOf(fromHereOnly)).isEqualTo("restricted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /forgotten", "POST /forgotten/{id}", "GET /fn/open"})
    void saysWhenNoChainMatches(String id) {
        assertThat(detailOf(id)).isEqualTo("no security filter chain matches it");
    }

    @Test
    void saysWhatACallerNeeds() {
        assertThat(accessOf(planted("GET /api/admin/users"))).isEqualTo("ROLE_ADMIN");
        assertThat(accessOf(planted("GET /api/orders/{id:[0-9]{3}}"))).isEqualTo("any user");
        assertThat(accessOf(planted("GET /token/data"))).isEqualTo("restricted");
        assertThat(detailOf("GET /token/data")).contains("TokenFilter answered 401");
    }

    @Test
    void acceptsAnEndpointThatIsPublicOnPurpose() {
        assertThat(findingAt("POST /api/signup").result()).isEqualTo(Result.PASS);
        assertThat(accessOf(planted("POST /api/signup"))).isEqualTo("public");
        assertThat(detailOf("POST /api/signup")).isEqualTo("New customers have no account yet");
    }

    @Test
    void offersARemedyWithTheNamesOfTheApplication() {
        Finding finding = findingAt("POST /forgotten/{id}");

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.problem())
                .contains("PlantedController.forgottenWrite", "no security filter chain matches it");
        assertThat(finding.remedy())
                .contains("requestMatchers(HttpMethod.POST, \"/forgotten/{id}\").authenticated()")
                .contains("readiness.access.public[1].where=POST /forgotten/{id}");
    }

    @Test
    void leavesTheThreadAsItWas() {
        SecurityContext caller = new SecurityContextImpl(new TestingAuthenticationToken("ada", "none"));
        RequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
        SecurityContextHolder.setContext(caller);
        RequestContextHolder.setRequestAttributes(request);
        try {
            Readiness.assess(context);

            assertThat(SecurityContextHolder.getContext()).isSameAs(caller);
            assertThat(RequestContextHolder.getRequestAttributes()).isSameAs(request);
        } finally {
            SecurityContextHolder.clearContext();
            RequestContextHolder.resetRequestAttributes();
        }
    }

    @Test
    void createsNoSessionAndPublishesNoRefusal() {
        events.clear();

        Readiness.assess(context);

        assertThat(events).isEmpty();
        isReached(planted("GET /form/page").endpoint());
        assertThat(events).isNotEmpty();
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

    private Finding findingAt(String id) {
        return report.assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals("access.endpoint-open"))
                .filter(finding -> finding.where().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String accessOf(AssessedEndpoint assessed) {
        return Objects.requireNonNull(assessed.facts().get("access")).value();
    }

    private String detailOf(String id) {
        return Objects.requireNonNull(planted(id).facts().get("access")).detail();
    }

    private static boolean isCalledOpen(AssessedEndpoint assessed) {
        return List.of("anyone", "public").contains(accessOf(assessed));
    }

    private boolean isReached(Endpoint endpoint) {
        String path = endpoint.path().replaceAll("\\{id:.*}", "123").replaceAll("\\{[^}]*}", "1");
        String method = endpoint.method().equals("*") ? "POST" : endpoint.method();
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
    @EnableMethodSecurity
    @Import({PlantedController.class, MethodController.class, ServiceController.class, SecuredService.class})
    static class Application {

        @Bean
        @Order(1)
        SecurityFilterChain api(HttpSecurity http) {
            return http.securityMatcher("/api/**")
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/api/open/**", "/api/signup")
                            .permitAll()
                            .requestMatchers(HttpMethod.POST, "/api/forms")
                            .permitAll()
                            .requestMatchers("/api/admin/**")
                            .hasRole("ADMIN")
                            .requestMatchers("/api/shadowed/**")
                            .permitAll()
                            .requestMatchers("/api/shadowed/secret")
                            .authenticated()
                            .requestMatchers("/api/never")
                            .denyAll()
                            .requestMatchers("/api/from-here")
                            .access((caller, call) -> new AuthorizationDecision(
                                    "127.0.0.1".equals(call.getRequest().getRemoteAddr())))
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain token(HttpSecurity http) {
            return http.securityMatcher("/token/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .addFilterBefore(new TokenFilter(), UsernamePasswordAuthenticationFilter.class)
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        @Order(3)
        SecurityFilterChain form(HttpSecurity http) {
            return http.securityMatcher("/form/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.ALWAYS))
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        Queue<Object> events() {
            return new ConcurrentLinkedQueue<>();
        }

        @Bean
        ApplicationListener<AuthorizationEvent> refusals(Queue<Object> events) {
            return events::add;
        }

        @Bean
        ServletListenerRegistrationBean<HttpSessionListener> sessions(Queue<Object> events) {
            return new ServletListenerRegistrationBean<>(new HttpSessionListener() {
                @Override
                public void sessionCreated(HttpSessionEvent event) {
                    events.add(event);
                }
            });
        }

        @Bean
        WebSecurityCustomizer ignored() {
            return web -> web.ignoring().requestMatchers("/api/ignored");
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/api/fn/{id}", request -> ServerResponse.ok().body(REACHED))
                    .GET("/fn/open", request -> ServerResponse.ok().body(REACHED))
                    .build();
        }
    }

    /** Refuses a request without a token, as home-made filters do. */
    static class TokenFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, jakarta.servlet.ServletException {
            if (request.getRequestURI().equals("/token/signed") && isUnsigned(request)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
            boolean refused = Arrays.asList("/token/data").contains(request.getRequestURI())
                    && request.getHeader("X-Token") == null;
            if (refused) {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                chain.doFilter(request, response);
            }
        }

        private static boolean isUnsigned(HttpServletRequest request) {
            try {
                return request.getInputStream().read() < 0;
            } catch (IOException | UnsupportedOperationException ex) {
                return true;
            }
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
            "/api/ignored",
            "/api/unlisted",
            "/token/data",
            "/token/other",
            "/token/signed",
            "/form/page",
            "/forgotten"
        })
        String read() {
            return REACHED;
        }

        @PostMapping({"/api/forms", "/api/signup", "/form/page", "/api/unlisted"})
        String write() {
            return REACHED;
        }

        @PostMapping("/forgotten/{id}")
        String forgottenWrite() {
            return REACHED;
        }

        @PutMapping("/api/open/list")
        String replace() {
            return REACHED;
        }

        @DeleteMapping("/api/orders/{id}")
        String delete() {
            return REACHED;
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
        public String admin() {
            return REACHED;
        }

        @GetMapping("/api/open/method/everyone")
        @PreAuthorize("permitAll()")
        public String everyone() {
            return REACHED;
        }

        @GetMapping("/forgotten/method")
        @PreAuthorize("isAuthenticated()")
        public String withoutAChain() {
            return REACHED;
        }

        @GetMapping("/api/open/method/inert")
        @Secured("ROLE_ADMIN")
        public String annotationThatNothingReads() {
            return REACHED;
        }

        @GetMapping("/api/open/own/{id}")
        @PreAuthorize("#id == authentication.name")
        public String own(@org.springframework.web.bind.annotation.PathVariable String id) {
            return REACHED;
        }
    }

    @RestController
    static class ServiceController {

        private final SecuredService service;

        ServiceController(SecuredService service) {
            this.service = service;
        }

        @GetMapping("/api/open/service")
        String askTheService() {
            return service.answer();
        }
    }

    @Service
    static class SecuredService {

        @PreAuthorize("hasRole('ADMIN')")
        public String answer() {
            return REACHED;
        }
    }
}
