package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.readiness.validation.ProblemDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpExchangeProblemWriterTests {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            HttpExchangeProblemWriter.write(ProblemDocument.ofStatus(429), exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsTheDocumentAndKeepsHeadersThatWereSet() throws Exception {
        HttpResponse<String> response = send("GET");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429}");
        assertThat(response.headers().map())
                .hasEntrySatisfying(
                        "content-type", type -> assertThat(type).containsExactly("application/problem+json"))
                .hasEntrySatisfying("cache-control", value -> assertThat(value).containsExactly("no-store"))
                .hasEntrySatisfying("retry-after", value -> assertThat(value).containsExactly("7"));
    }

    @Test
    void sendsNoBodyToAHeadRequest() throws Exception {
        HttpResponse<String> response = send("HEAD");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body()).isEmpty();
    }

    private HttpResponse<String> send(String method) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }
}
