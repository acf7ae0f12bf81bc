package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitHttpFilterTests {

    private final InboundRateLimits limits = InboundRateLimits.inMemory(List.of(
            RateLimitRule.of(
                    "by-address", List.of(Route.parse("/hello")), RateLimitKey.CLIENT_ADDRESS, RateLimit.parse("1/1h")),
            RateLimitRule.of(
                    "by-principal", List.of(Route.parse("/secure")), RateLimitKey.PRINCIPAL, RateLimit.parse("1/1h"))));

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", RateLimitHttpFilterTests::answer)
                .getFilters()
                .add(RateLimitHttpFilter.byAddress(limits, ClientAddresses.ofPeers()));
        HttpContext secure = server.createContext(
                "/secure",
                RateLimitHttpFilter.byIdentity(limits, ClientAddresses.ofPeers())
                        .before(RateLimitHttpFilterTests::answer));
        secure.setAuthenticator(new BasicAuthenticator("test") {
            @Override
            public boolean checkCredentials(String username, String password) {
                return password.equals("test-password");
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void refusesWithAProblemDocument() throws Exception {
        get("/hello", "nobody");

        HttpResponse<String> refused = get("/hello", "nobody");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("quota-exceeded", "\"violated-policies\":[\"by-address\"]");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(3600L, 3961L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%68ello", "/./hello", "/hello;x=1", "/hello/"})
    void noSpellingOfThePathWalksPastTheLimit(String path) throws Exception {
        get("/hello", "nobody");

        assertThat(get(path, "nobody").statusCode()).isEqualTo(429);
    }

    @Test
    void countsByPrincipalBehindTheAuthenticator() throws Exception {
        get("/secure", "alice");

        assertThat(get("/secure", "alice").statusCode()).isEqualTo(429);
        assertThat(get("/secure", "bob").statusCode()).isEqualTo(204);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private HttpResponse<String> get(String path, String user) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":test-password").getBytes(StandardCharsets.UTF_8));
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Basic " + credentials)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
