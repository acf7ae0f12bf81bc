package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodySizeFilterTests {

    private static final int MAX_BYTES = 1_000;

    private final ReadingServlet servlet = new ReadingServlet();

    @TempDir
    private File directory;

    private TomcatServer server;

    @BeforeEach
    void start() throws LifecycleException {
        server = TomcatServer.start(directory, new BodySizeFilter(MAX_BYTES), servlet);
    }

    @AfterEach
    void stop() throws LifecycleException {
        server.close();
    }

    @Test
    void letsABodyOfExactlyTheLimitThrough() throws Exception {
        HttpResponse<String> response = send("/stream", announced(MAX_BYTES));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("read 1000");
    }

    @Test
    void letsAChunkedBodyOfExactlyTheLimitThrough() throws Exception {
        assertThat(send("/stream", chunked(MAX_BYTES)).body()).isEqualTo("read 1000");
    }

    @Test
    void refusesAnAnnouncedLengthBeforeAnythingIsRead() throws Exception {
        HttpResponse<String> response = send("/stream", announced(MAX_BYTES + 1));

        assertThatBodyIsRefused(response);
        assertThat(servlet.calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/byte-by-byte", "/reader"})
    void refusesAChunkedBodyHoweverItIsRead(String path) throws Exception {
        HttpResponse<String> response = send(path, chunked(MAX_BYTES + 1));

        assertThatBodyIsRefused(response);
        assertThat(servlet.calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/send-error", "/write-400", "/close-writer", "/close-stream", "/wrap"})
    void says413WhateverTheApplicationMakesOfTheInterruptedRead(String path) throws Exception {
        assertThatBodyIsRefused(send(path, chunked(MAX_BYTES * 10)));
    }

    @Test
    void doesNotHideAFailureOfTheApplication() throws Exception {
        assertThat(send("/fail", announced(10)).statusCode()).isEqualTo(500);
    }

    @Test
    void refusesALimitBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BodySizeFilter(0))
                .withMessage("'maxBytes' must be at least 1 but is 0");
    }

    private static void assertThatBodyIsRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(response.body())
                .isEqualTo(
                        "{\"type\":\"urn:problem-type:readiness:body-too-large\",\"title\":\"The body is too large\","
                                + "\"status\":413,\"detail\":\"At most 1000 bytes are accepted\",\"maxBytes\":1000}");
    }

    private static BodyPublisher announced(int length) {
        return BodyPublishers.ofByteArray(new byte[length]);
    }

    private static BodyPublisher chunked(int length) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length]));
    }

    private HttpResponse<String> send(String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(body)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static final class ReadingServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            calls.incrementAndGet();
            try {
                if (request.getPathInfo().equals("/close-stream")) {
                    read(request); // before anybody asks for the writer
                }
                response.getWriter().print("read " + read(request));
            } catch (IOException ex) {
                answer(request.getPathInfo(), response, ex);
            }
        }

        private static int read(HttpServletRequest request) throws IOException {
            return switch (request.getPathInfo()) {
                case "/byte-by-byte" -> countBytes(request);
                case "/reader" -> request.getReader().readLine().length();
                case "/fail" -> throw new IllegalStateException("planted");
                default -> request.getInputStream().readAllBytes().length;
            };
        }

        private static int countBytes(HttpServletRequest request) throws IOException {
            int count = 0;
            while (request.getInputStream().read() != -1) {
                count++;
            }
            return count;
        }

        private static void answer(String path, HttpServletResponse response, IOException cause) throws IOException {
            switch (path) {
                case "/send-error" -> response.sendError(400, "unreadable");
                case "/write-400" -> {
                    response.setStatus(400);
                    response.getWriter().print("unreadable");
                    response.flushBuffer();
                }
                case "/close-writer" -> {
                    response.setStatus(500);
                    response.getWriter().print("failed");
                    response.getWriter().close();
                }
                case "/close-stream" -> {
                    response.setStatus(500);
                    response.getOutputStream().write("failed".getBytes(StandardCharsets.US_ASCII));
                    response.getOutputStream().close();
                }
                case "/wrap" -> throw new IllegalStateException(cause);
                default -> throw cause;
            }
        }
    }
}
