package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCountHttpFilterTests {

    private final AtomicInteger calls = new AtomicInteger();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    calls.incrementAndGet();
                    read(exchange.getRequestBody(), exchange.getRequestURI().getPath());
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(new RequestCountHttpFilter(20, 5));
        server.createContext("/few", exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(new RequestCountHttpFilter(6, 0));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void read(InputStream body, String how) throws IOException {
        switch (how) {
            case "/bytewise" -> {
                while (body.read() >= 0) {
                    assertThat(body.markSupported()).isFalse();
                }
            }
            case "/skipping" -> {
                while (body.skip(3) > 0) {
                    assertThat(body.markSupported()).isFalse();
                }
            }
            default -> body.readAllBytes();
        }
    }

    @Test
    void theServletFilterWantsToKnowHowManyFieldsARequestMayHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestCountFilter(0, request -> 10))
                .withMessage("'maxHeaders' must be at least 1 but is 0");
    }

    @Test
    void letsThroughWhatIsWithinTheLimits() throws Exception {
        assertThat(send("/?a=1&b=2&c=3", "d=4&e=5").statusCode()).isEqualTo(204);
        assertThat(send("/?a=1&b=2&c=3&d=4&e=5", "").statusCode()).isEqualTo(204);
        assertThat(send("/", "").statusCode()).isEqualTo(204);
    }

    @Test
    void countsAsTheContextSays() throws Exception {
        HttpRequest.Builder some = request("/few");
        HttpRequest.Builder others = request("/");
        for (int i = 0; i < 8; i++) {
            some.header("X-Some", "a");
            others.header("X-Some", "a");
        }

        assertThat(send("/few", "").statusCode()).isEqualTo(204);
        assertThat(HttpClient.newHttpClient()
                        .send(some.build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(431);
        assertThat(HttpClient.newHttpClient()
                        .send(others.build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void refusesTooManyHeaderFieldsBeforeTheHandlerIsCalled() throws Exception {
        HttpRequest.Builder request = request("/");
        for (int i = 0; i < 20; i++) {
            request.header("X-Many", "a");
        }

        HttpResponse<String> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

        assertProblem(response, 431);
        assertThat(response.body())
                .contains("{\"in\":\"header\",\"pointer\":\"\",\"code\":\"too-many-headers\","
                        + "\"message\":\"must be at most 20\"}");
        assertThat(calls).hasValue(0);
    }

    @Test
    void refusesTooManyParametersInTheQueryBeforeTheHandlerIsCalled() throws Exception {
        HttpResponse<String> response = send("/?a=1&a=2&a=3&a=4&a=5&a=6", "");

        assertProblem(response, 400);
        assertThat(response.body()).contains("\"in\":\"query\"", "\"code\":\"too-many-parameters\"", "at most 5");
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"/", "/bytewise", "/skipping"})
    void refusesTooManyParametersOfQueryAndFormTogether(String path) throws Exception {
        HttpResponse<String> response = send(path + "?a=1&b=2&c=3", "d=4&e=5&f=6");

        assertProblem(response, 400);
        assertThat(response.body()).contains("\"in\":\"form\"", "\"code\":\"too-many-parameters\"");
    }

    @Test
    void countsNothingInOtherBodies() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("\"a&b&c&d&e&f&g&h\""))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void refusesLimitsThatNoRequestMeets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestCountHttpFilter(0, 5))
                .withMessage("'maxHeaders' must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestCountHttpFilter(1, -1))
                .withMessage("'maxParameters' must be at least 0 but is -1");
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    private HttpResponse<String> send(String path, String form) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).version(HttpClient.Version.HTTP_1_1);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
