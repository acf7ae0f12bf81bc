package dev.readiness.web;

import dev.readiness.validation.ProblemDocument;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers a servlet request with a problem document. */
public final class ServletProblemWriter {

    private ServletProblemWriter() {}

    /**
     * Sends {@code problem} as the whole answer, in place of whatever was written; headers that were set before stay. The
     * document names the correlation that is open, if one is.
     *
     * @throws IllegalStateException if the response is already on its way
     */
    public static void write(ProblemDocument problem, HttpServletResponse response) throws IOException {
        byte[] json = CorrelatedProblem.of(problem).toJson();
        resetAllButHeaders(response);
        response.setStatus(problem.status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
        response.flushBuffer();
    }

    /** Gives up a writer too, if one was taken: its encoding could not carry the document. */
    private static void resetAllButHeaders(HttpServletResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : response.getHeaderNames()) {
            headers.put(name, List.copyOf(response.getHeaders(name)));
        }
        response.reset();
        headers.forEach((name, values) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("content-")) {
                values.forEach(value -> response.addHeader(name, value));
            }
        });
    }
}
