package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.readiness.health.HealthMonitor;
import dev.readiness.health.HealthResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthHandlerTests {

    private final HealthMonitor checks = HealthMonitor.builder()
            .liveness("threads", HealthResult::up)
            .readiness("db", () -> HealthResult.down("no \"answer\"").with("pool", "10 of 10"))
            .clock(() -> Instant.EPOCH)
            .build()
            .start();

    private HttpServer server;

    @BeforeEach
    void startServer() throws Exception {
        checks.awaitFirstResults(Duration.ofMinutes(1));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HealthHandler handler = HealthHandler.of(checks::report);
        server.createContext("/health", handler);
        server.createContext(
                "/inside/",
                handler.showDetailsIf(exchange -> exchange.getRequestHeaders().containsKey("X-Operator")));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        checks.close();
    }

    @Test
    void answers200WhileUp() throws Exception {
        HttpResponse<String> response = send("GET", "/health/live");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void answers503WhileDown() throws Exception {
        HttpResponse<String> response = send("GET", "/health/ready");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"status\":\"DOWN\"}");
    }

    @Test
    void forbidsEveryCacheToKeepTheAnswer() throws Exception {
        assertThat(send("GET", "/health/live").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void showsDetailsToThoseWhoMaySeeThem() throws Exception {
        assertThat(send("GET", "/inside/ready", "X-Operator", "yes").body())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":{\"db\":{\"status\":\"DOWN\",\"impact\":\"CRITICAL\","
                        + "\"shared\":false,\"since\":\"1970-01-01T00:00:00Z\",\"details\":"
                        + "{\"reason\":\"no \\\"answer\\\"\",\"pool\":\"10 of 10\"}}}}");
    }

    @Test
    void hidesDetailsFromEverybodyElse() throws Exception {
        assertThat(send("GET", "/inside/ready").body()).isEqualTo("{\"status\":\"DOWN\"}");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> response = send("HEAD", "/health/ready");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void answersWhetherTheStartIsOver() throws Exception {
        assertThat(send("GET", "/health/started").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void refusesOtherMethods() throws Exception {
        HttpResponse<String> response = send("POST", "/health/live");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/", "/health/other", "/health/live/more", "/healthlive"})
    void doesNotKnowOtherPaths(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
