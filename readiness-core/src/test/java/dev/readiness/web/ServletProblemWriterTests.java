package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.validation.ProblemDocument;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServletProblemWriterTests {

    @TempDir
    private File directory;

    @Test
    void replacesWhatWasWrittenAndKeepsHeaders() throws Exception {
        try (TomcatServer server = TomcatServer.start(directory, new RefusingServlet())) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.body())
                    .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429}");
            assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(response.headers().firstValue("retry-after")).hasValue("7");
            assertThat(response.headers().firstValue("content-encoding")).isEmpty();
        }
    }

    private static final class RefusingServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("Retry-After", "7");
            response.setHeader("Content-Encoding", "gzip");
            response.getWriter().print("half an answer");
            ServletProblemWriter.write(ProblemDocument.ofStatus(429), response);
        }
    }
}
