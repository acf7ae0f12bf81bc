package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RequestSummaryFilterTests {

    private final Logger logger = (Logger) LoggerFactory.getLogger(RequestSummaryFilter.LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    private File directory;

    private Level levelBefore;

    @BeforeEach
    void listen() {
        levelBefore = logger.getLevel();
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(levelBefore);
    }

    @Test
    void saysInOneLineWhatBecameOfARequest() throws Exception {
        send("GET", "/patients/17", Duration.ofMinutes(1));

        ILoggingEvent line = onlyLine();
        assertThat(line.getFormattedMessage()).matches("GET /patients/\\{id} answered 200 in \\d+ ms");
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getKeyValuePairs())
                .extracting(pair -> pair.key)
                .containsExactly("http.request.method", "http.route", "http.response.status_code", "duration_ms");
    }

    @Test
    void neverNamesThePath() throws Exception {
        send("GET", "/nowhere/ada@example.com?token=test-value", Duration.ofMinutes(1));

        assertThat(onlyLine().getFormattedMessage()).startsWith("GET (no route) answered 404 in ");
    }

    @Test
    void warnsOfWhatWasSlow() throws Exception {
        send("GET", "/patients/17", Duration.ofNanos(1));

        ILoggingEvent line = onlyLine();
        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage()).endsWith(" ms, slow");
    }

    @Test
    void warnsOfWhatThrew() throws Exception {
        send("GET", "/throw", Duration.ofMinutes(1));

        ILoggingEvent line = onlyLine();
        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage()).contains(" answered 500 in ");
    }

    @Test
    void waitsForTheEndOfAnAsynchronousRequest() throws Exception {
        send("GET", "/async", Duration.ofMinutes(1));

        assertThat(onlyLine().getFormattedMessage()).contains(" answered 202 in ");
    }

    @Test
    void doesNotRepeatAMethodThatACallerMadeUp() throws Exception {
        send("DROP-TABLE", "/patients/17", Duration.ofMinutes(1));

        assertThat(onlyLine().getFormattedMessage()).startsWith("_OTHER ");
    }

    @Test
    void requiresADurationThatIsSlow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestSummaryFilter(Duration.ZERO, request -> null))
                .withMessage("'slow' must be more than zero but is PT0S");
    }

    private void send(String method, String path, Duration slow) throws Exception {
        RequestSummaryFilter filter = new RequestSummaryFilter(
                slow, request -> request.getRequestURI().startsWith("/patients/") ? "/patients/{id}" : null);
        try (TomcatServer server = TomcatServer.start(directory, filter, new PatientsServlet())) {
            HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                    .method(method, BodyPublishers.noBody())
                    .build();
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
            // The line is written after the answer.
            await().until(() -> !List.copyOf(lines.list).isEmpty());
        }
    }

    private ILoggingEvent onlyLine() {
        assertThat(lines.list).hasSize(1);
        return lines.list.get(0);
    }

    private static final class PatientsServlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/throw")) {
                throw new IllegalStateException("planted");
            }
            if (request.getRequestURI().equals("/async")) {
                AsyncContext context = request.startAsync();
                context.start(() -> {
                    response.setStatus(202);
                    context.complete();
                });
                return;
            }
            response.setStatus(request.getRequestURI().startsWith("/nowhere") ? 404 : 200);
        }
    }
}
