package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.observability.Correlation;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class CorrelationFilterTests {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    private File directory;

    private TomcatServer server;

    @BeforeEach
    void start() throws LifecycleException {
        server = TomcatServer.start(directory, new CorrelationFilter(), new EchoServlet());
    }

    @AfterEach
    void stop() throws LifecycleException {
        server.close();
    }

    @Test
    void answersWithTheIdThatTheLogLinesCarry() throws Exception {
        HttpResponse<String> response = get("/");

        String id = response.headers().firstValue("X-Correlation-Id").orElseThrow();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(response.body()).isEqualTo("REQUEST " + id + " " + id);
    }

    @Test
    void takesOverWhatTheCallerSent() throws Exception {
        HttpResponse<String> response =
                get("/", "X-Correlation-Id", "caller-1", "traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");

        assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly("caller-1");
        assertThat(response.body()).isEqualTo("REQUEST caller-1 " + TRACE_ID);
    }

    @Test
    void doesNotRepeatWhatMightDoHarm() throws Exception {
        HttpResponse<String> response = get("/", "X-Correlation-Id", "<b>" + "x".repeat(4_000));

        assertThat(response.headers().firstValue("X-Correlation-Id").orElseThrow())
                .matches("[0-9a-f]{32}");
    }

    @Test
    void keepsTheIdWhenARequestIsDispatchedAgain() throws Exception {
        HttpResponse<String> response = get("/async", "X-Correlation-Id", "caller-1");

        assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly("caller-1");
        assertThat(response.body()).startsWith("ASYNC caller-1 ");
    }

    @Test
    void leavesNothingBehindOnTheThread() throws Exception {
        for (int request = 0; request < 50; request++) {
            String id = "request-" + request;
            assertThat(get("/", "X-Correlation-Id", id).body()).startsWith("REQUEST " + id);
            assertThat(get("/").body()).doesNotContain("request-");
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static final class EchoServlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/async") && request.getDispatcherType() == DispatcherType.REQUEST) {
                AsyncContext context = request.startAsync();
                context.start(context::dispatch);
                return;
            }
            response.getWriter()
                    .print(request.getDispatcherType() + " "
                            + MDC.get(Correlation.ID_KEY) + " "
                            + Correlation.current().orElseThrow().traceId());
        }
    }
}
