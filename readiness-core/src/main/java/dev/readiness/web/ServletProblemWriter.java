package dev.readiness.web;

import dev.readiness.validation.ProblemDocument;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a servlet request with a problem document. */
public final class ServletProblemWriter {

    private ServletProblemWriter() {}

    /**
     * Sends {@code problem} as the whole answer; headers that were set before stay.
     *
     * @throws IllegalStateException if the response is already on its way
     */
    public static void write(ProblemDocument problem, HttpServletResponse response) throws IOException {
        byte[] json = problem.toJson();
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
        response.flushBuffer();
    }
}
