package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodySizeHttpFilterTests {

    private static final int MAX_BYTES = 1_000;

    private final AtomicInteger calls = new AtomicInteger();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    calls.incrementAndGet();
                    if (exchange.getRequestURI().getPath().equals("/closing")) {
                        try (exchange) {
                            answer(exchange);
                        }
                    } else if (exchange.getRequestURI().getPath().equals("/answering")) {
                        try {
                            answer(exchange);
                        } catch (IOException ex) {
                            exchange.sendResponseHeaders(400, -1);
                        }
                    } else {
                        answer(exchange);
                    }
                })
                .getFilters()
                .add(new BodySizeHttpFilter(MAX_BYTES));
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void letsABodyOfExactlyTheLimitThrough() throws Exception {
        assertThat(send(BodyPublishers.ofByteArray(new byte[MAX_BYTES])).statusCode())
                .isEqualTo(204);
    }

    @Test
    void refusesAnAnnouncedLengthBeforeTheHandlerIsCalled() throws Exception {
        assertThatBodyIsRefused(send(BodyPublishers.ofByteArray(new byte[MAX_BYTES + 1])));
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/closing", "/answering"})
    void refusesAChunkedBodyAtTheFirstByteTooMany(String path) throws Exception {
        assertThatBodyIsRefused(
                send(path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MAX_BYTES + 1]))));
        assertThat(calls).hasValue(1);
    }

    private static void assertThatBodyIsRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"urn:problem-type:readiness:body-too-large\"", "1000 bytes");
    }

    private HttpResponse<String> send(BodyPublisher body) throws IOException, InterruptedException {
        return send("/", body);
    }

    private HttpResponse<String> send(String path, BodyPublisher body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(body)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
