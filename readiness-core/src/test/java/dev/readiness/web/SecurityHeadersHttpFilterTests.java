package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The headers on a real server of the JDK. */
class SecurityHeadersHttpFilterTests {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var filter = new SecurityHeadersHttpFilter(SecurityHeaders.strict());
        server.createContext("/", exchange -> {
                    byte[] nonce =
                            String.valueOf(exchange.getAttribute("cspNonce")).getBytes(StandardCharsets.US_ASCII);
                    if (exchange.getRequestURI().getPath().equals("/framed")) {
                        exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
                    }
                    exchange.sendResponseHeaders(200, nonce.length);
                    exchange.getResponseBody().write(nonce);
                    exchange.close();
                })
                .getFilters()
                .add(filter);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theAnswerHasThePolicyWithTheNonceThatTheHandlerSees() throws Exception {
        HttpResponse<String> first = get("/");
        HttpResponse<String> second = get("/");

        assertThat(first.body()).matches("[\\w+/]{22}").isNotEqualTo(second.body());
        assertThat(first.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("'nonce-" + first.body() + "'", "frame-ancestors 'none'");
        assertThat(first.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(first.headers().map()).doesNotContainKeys("strict-transport-security", "server", "x-powered-by");
    }

    @Test
    void whatTheHandlerSetsWins() throws Exception {
        assertThat(get("/framed").headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
    }

    @Test
    void onAnEncryptedConnectionNothingIsMissing() {
        Map<String, String> missing = SecurityHeaders.strict().missing(name -> null, "test-nonce", true);

        assertThat(missing).containsEntry("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        assertThat(SecurityHeaders.strict().missing(missing::get, "test-nonce", true))
                .isEmpty();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
