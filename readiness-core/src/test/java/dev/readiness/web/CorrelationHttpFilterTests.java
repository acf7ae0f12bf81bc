package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.readiness.observability.Correlation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrelationHttpFilterTests {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    byte[] id = Correlation.current().orElseThrow().id().getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(200, id.length);
                    exchange.getResponseBody().write(id);
                    exchange.close();
                })
                .getFilters()
                .add(new CorrelationHttpFilter());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void answersWithTheIdThatTheHandlerSees() throws Exception {
        HttpResponse<String> response = get(HttpRequest.newBuilder());

        assertThat(response.body()).matches("[0-9a-f]{32}");
        assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly(response.body());
    }

    @Test
    void takesOverWhatTheCallerSent() throws Exception {
        HttpResponse<String> response = get(HttpRequest.newBuilder().header("X-Correlation-Id", "caller-1"));

        assertThat(response.body()).isEqualTo("caller-1");
        assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly("caller-1");
    }

    private HttpResponse<String> get(HttpRequest.Builder request) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return HttpClient.newHttpClient().send(request.uri(uri).build(), BodyHandlers.ofString());
    }
}
