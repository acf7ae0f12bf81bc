package dev.readiness.spring.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.AssessedEndpoint;
import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.assessment.HardeningReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;

/** The report on an application that answers in every way that is not a method of a controller. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = {Shop.class, ShopReportTests.Recording.class},
        properties = {
            "spring.datasource.url=jdbc:h2:mem:shop",
            "spring.flyway.enabled=false",
            "spring.jpa.hibernate.ddl-auto=create-drop",
            "management.server.port=0",
            "management.endpoints.web.exposure.include=health,loggers"
        })
class ShopReportTests {

    private static final List<Integer> REFUSED = List.of(302, 401, 403);

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int managementPort;

    @Autowired
    private HardeningReport report;

    @Autowired
    private Queue<AbstractAuthenticationEvent> logins;

    @Test
    void listsWhatSpringDataRestMakesOfRepositories() {
        assertThat(ids(endpoints()
                        .filter(endpoint ->
                                endpoint.isApplication() && endpoint.handler().contains("Repository"))))
                .containsExactlyInAnyOrder(
                        "GET /products",
                        "POST /products",
                        "GET /products/{id}",
                        "PUT /products/{id}",
                        "PATCH /products/{id}",
                        "DELETE /products/{id}",
                        "GET /products/{id}/category",
                        "PUT /products/{id}/category",
                        "PATCH /products/{id}/category",
                        "DELETE /products/{id}/category",
                        "GET /products/search/findByName",
                        "GET /products/search/findByNameStartingWith",
                        "GET /categories",
                        "POST /categories",
                        "GET /categories/{id}",
                        "PUT /categories/{id}",
                        "PATCH /categories/{id}",
                        "GET /customers",
                        "POST /customers",
                        "GET /customers/{id}",
                        "PUT /customers/{id}",
                        "PATCH /customers/{id}",
                        "DELETE /customers/{id}");
    }

    @Test
    void knowsWhichRepositoriesReturnAllRows() {
        assertThat(ids(endpoints().filter(Endpoint::unboundedCollection)))
                .containsExactlyInAnyOrder("GET /categories", "GET /customers", "GET /products/search/findByName");
    }

    @Test
    void listsWhatSecurityFiltersAnswerWhereTheyAreReached() {
        assertThat(endpoints().filter(endpoint -> endpoint.handler().endsWith("Filter")))
                .extracting(endpoint -> endpoint.id() + " " + endpoint.handler())
                .contains(
                        "POST /login UsernamePasswordAuthenticationFilter",
                        "GET /login DefaultLoginPageGeneratingFilter",
                        "GET /logout DefaultLogoutPageGeneratingFilter",
                        "POST /logout LogoutFilter")
                .noneMatch(line -> line.contains("/staff-login"));
    }

    @Test
    void listsWebSockets() {
        assertThat(endpoints().filter(Endpoint::isApplication))
                .extracting(endpoint -> endpoint.id() + " " + endpoint.handler())
                .contains(
                        "GET /prices WebSocket Prices",
                        "* /prices-sockjs/** SockJS Prices",
                        "GET /stomp WebSocket STOMP");
    }

    @Test
    void listsTheActuatorOfAnotherPortWithItsWrites() {
        assertThat(endpoints().filter(endpoint -> endpoint.handler().endsWith("on the management port")))
                .extracting(endpoint -> endpoint.id() + " writes=" + endpoint.writes())
                .contains(
                        "GET /actuator/health writes=false",
                        "GET /actuator/loggers writes=false",
                        "POST /actuator/loggers/{name} writes=true");
    }

    @Test
    void agreesWithARealAnonymousClientAboutRepositoriesAndSockets() {
        List<AssessedEndpoint> known = report.assessment().endpoints().stream()
                .filter(assessed -> assessed.endpoint().isApplication())
                .filter(assessed -> !accessOf(assessed).equals("unknown"))
                .toList();

        assertThat(known).hasSizeGreaterThan(20);
        assertThat(known.stream()
                        .map(assessed -> assessed.endpoint().id() + " open="
                                + accessOf(assessed).equals("anyone")))
                .containsExactlyElementsOf(known.stream()
                        .map(assessed -> assessed.endpoint().id() + " open=" + isLetThrough(port, assessed.endpoint()))
                        .toList());
    }

    @Test
    void agreesWithARealClientOfTheManagementPort() {
        assertThat(access("GET /actuator/loggers")).isEqualTo("any user");
        assertThat(isLetThrough(managementPort, endpoint("GET /actuator/loggers")))
                .isFalse();
    }

    @Test
    void saysUnknownWhereMethodSecuritySurroundsARepository() {
        assertThat(detail("GET /customers")).contains("method security of customerRepository");
        assertThat(access("GET /customers")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({"POST /login", "GET /login", "POST /logout"})
    void saysThatAnyoneReachesALogin(String id) {
        assertThat(access(id)).isEqualTo("anyone");
    }

    @Test
    void triesNoLogin(@Autowired ApplicationContext context) {
        logins.clear();

        dev.readiness.spring.assessment.Readiness.assess(context);

        assertThat(logins).isEmpty();
    }

    @Test
    void findsSecretsAndPowersInTheRowsOfARepository() {
        assertThat(findings("validation.response-leaks", Result.FAIL)).containsExactly("GET /customers/{id}");
        assertThat(findings("validation.mass-assignment", Result.FAIL))
                .containsExactlyInAnyOrder("POST /customers", "PUT /customers/{id}", "PATCH /customers/{id}");
    }

    private Stream<String> findings(String rule, Result result) {
        return report.assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals(rule) && finding.result() == result)
                .map(Finding::where);
    }

    private Stream<Endpoint> endpoints() {
        return report.assessment().endpoints().stream().map(AssessedEndpoint::endpoint);
    }

    private static Stream<String> ids(Stream<Endpoint> endpoints) {
        return endpoints.map(Endpoint::id);
    }

    private AssessedEndpoint assessed(String id) {
        return report.assessment().endpoints().stream()
                .filter(assessed -> assessed.endpoint().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id));
    }

    private Endpoint endpoint(String id) {
        return assessed(id).endpoint();
    }

    private String access(String id) {
        return accessOf(assessed(id));
    }

    private String detail(String id) {
        return Objects.requireNonNull(assessed(id).facts().get("access")).detail();
    }

    private static String accessOf(AssessedEndpoint assessed) {
        return Objects.requireNonNull(assessed.facts().get("access")).value();
    }

    private static boolean isLetThrough(int port, Endpoint endpoint) {
        String path = endpoint.path().replaceAll("\\{[^}]*}", "1").replace("**", "x");
        String method = endpoint.method().equals("*") ? "GET" : endpoint.method();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            return !REFUSED.contains(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .statusCode());
        } catch (IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Recording {

        @Bean
        Queue<AbstractAuthenticationEvent> logins() {
            return new ConcurrentLinkedQueue<>();
        }

        @Bean
        ApplicationListener<AbstractAuthenticationEvent> listener(Queue<AbstractAuthenticationEvent> logins) {
            return logins::add;
        }
    }
}
