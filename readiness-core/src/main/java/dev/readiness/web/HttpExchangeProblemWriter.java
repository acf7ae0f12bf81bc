package dev.readiness.web;

import com.sun.net.httpserver.HttpExchange;
import dev.readiness.validation.ProblemDocument;
import java.io.IOException;
import java.io.OutputStream;

/** Answers a request to the JDK's HTTP server with a problem document. */
public final class HttpExchangeProblemWriter {

    private static final int NO_BODY = -1;

    private HttpExchangeProblemWriter() {}

    /**
     * Sends {@code problem} as the whole answer and ends the exchange; headers that were set before stay. The
     * document names the correlation that is open, if one is.
     *
     * @throws IOException if the answer has already begun or the client has gone
     */
    public static void write(ProblemDocument problem, HttpExchange exchange) throws IOException {
        byte[] json = CorrelatedProblem.of(problem).toJson();
        exchange.getResponseHeaders().set("Content-Type", ProblemDocument.MEDIA_TYPE);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(problem.status(), head ? NO_BODY : json.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (!head) {
                out.write(json);
            }
        }
        exchange.close();
    }
}
