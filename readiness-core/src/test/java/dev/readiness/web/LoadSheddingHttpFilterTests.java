package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.readiness.scaling.Admission;
import dev.readiness.scaling.LoadShedder;
import dev.readiness.scaling.LoadSheddingSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadSheddingHttpFilterTests {

    private final LoadShedder shedder = LoadShedder.of(LoadSheddingSettings.of(1), List.of());

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(new LoadSheddingHttpFilter(
                        shedder,
                        exchange -> exchange.getRequestURI().getPath().equals("/probe")
                                ? Optional.empty()
                                : Optional.of(LoadShedder.REST)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void refusesWhileAsManyAreInAsMayBe() throws Exception {
        Admission other = shedder.admit(LoadShedder.REST).orElseThrow();

        HttpResponse<String> refused = get("/orders");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 2L);
        assertThat(refused.body()).contains("urn:problem-type:readiness:overloaded");
        assertThat(get("/probe").statusCode()).isEqualTo(204);
        other.close();
        assertThat(get("/orders").statusCode()).isEqualTo(204);
        assertThat(get("/orders").statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
