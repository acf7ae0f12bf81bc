package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.scaling.LoadShedder;
import dev.readiness.scaling.LoadSheddingSettings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.catalina.LifecycleException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadSheddingFilterTests {

    private final HttpClient client = HttpClient.newHttpClient();

    private final Servlet servlet = new Servlet();

    /** At most one request may be in. */
    private final LoadShedder shedder = LoadShedder.of(LoadSheddingSettings.of(1), List.of());

    @TempDir
    private File directory;

    private TomcatServer server;

    @BeforeEach
    void start() throws LifecycleException {
        server = TomcatServer.start(
                directory,
                new LoadSheddingFilter(
                        shedder,
                        request -> request.getRequestURI().startsWith("/probe")
                                ? Optional.empty()
                                : Optional.of(LoadShedder.REST)),
                servlet);
    }

    @AfterEach
    void stop() throws LifecycleException {
        servlet.end.countDown();
        server.close();
    }

    @Test
    void refusesWithAProblemDocumentWhoeverWouldWait() throws Exception {
        CompletableFuture<HttpResponse<String>> first = begin("/wait");

        HttpResponse<String> refused = get("/quick");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 2L);
        assertThat(refused.body()).contains("\"type\":\"urn:problem-type:readiness:overloaded\"", "\"status\":503");
        servlet.end.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(get("/quick").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesBeforeTheBodyHasCome() throws Exception {
        begin("/wait");

        try (java.net.Socket socket = new java.net.Socket(
                java.net.InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
            socket.getOutputStream()
                    .write("POST /quick HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 503");
        }
    }

    @Test
    void neverRefusesAProbe() throws Exception {
        begin("/wait");

        assertThat(get("/probe").statusCode()).isEqualTo(200);
    }

    @Test
    void anAsynchronousRequestHoldsItsPlaceUntilItIsAnswered() throws Exception {
        CompletableFuture<HttpResponse<String>> first = begin("/async");

        assertThat(get("/quick").statusCode()).isEqualTo(503);

        servlet.asynchronous.take().complete();
        assertThat(first.join().statusCode()).isEqualTo(200);
        awaitNobodyIn();
    }

    @Test
    void aRequestThatIsDispatchedAgainAndAgainIsCountedOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> first = begin("/async");

        servlet.asynchronous.take().dispatch("/async");
        AsyncContext second = servlet.asynchronous.take();
        assertThat(get("/quick").statusCode()).isEqualTo(503);

        second.dispatch("/quick");
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(servlet.dispatches).contains(DispatcherType.ASYNC);
        awaitNobodyIn();
        assertThat(shedder.states().get(0).admitted()).isEqualTo(1);
    }

    @Test
    void anAsynchronousRequestThatTakesTooLongGivesItsPlaceBack() throws Exception {
        assertThat(get("/expires").statusCode()).isEqualTo(500);

        awaitNobodyIn();
    }

    @Test
    void aStreamOfEventsGivesItsPlaceBackWhenItHasBegun() throws Exception {
        begin("/events");

        awaitNobodyIn();
        assertThat(get("/quick").statusCode()).isEqualTo(200);
        servlet.asynchronous.take().complete();
    }

    @Test
    void aRequestThatFailsGivesItsPlaceBack() throws Exception {
        assertThat(get("/fail").statusCode()).isEqualTo(500);

        awaitNobodyIn();
    }

    private void awaitNobodyIn() {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(shedder.states().get(0).inFlight()).isZero());
    }

    private CompletableFuture<HttpResponse<String>> begin(String path) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofString());
        servlet.begun.await();
        return answer;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofString());
    }

    private static final class Servlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch begun = new CountDownLatch(1);
        private final transient CountDownLatch end = new CountDownLatch(1);
        private final transient BlockingQueue<AsyncContext> asynchronous = new LinkedBlockingQueue<>();
        private final transient BlockingQueue<DispatcherType> dispatches = new LinkedBlockingQueue<>();

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            dispatches.add(request.getDispatcherType());
            switch (request.getRequestURI()) {
                case "/async" -> {
                    AsyncContext context = request.startAsync();
                    context.setTimeout(0);
                    asynchronous.add(context);
                }
                case "/events" -> {
                    response.setContentType("text/event-stream");
                    response.flushBuffer();
                    asynchronous.add(request.startAsync());
                }
                case "/expires" -> request.startAsync().setTimeout(1);
                case "/fail" -> throw new ServletException("planned");
                case "/wait" -> {
                    begun.countDown();
                    awaitEnd();
                }
                default -> {}
            }
            begun.countDown();
        }

        private void awaitEnd() {
            try {
                end.await();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
