package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;

/** The body of a request turned out to be unacceptable while it was read. */
final class RefusedBodyException extends ResponseStatusException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemDocument problem;

    RefusedBodyException(ProblemDocument problem) {
        super(HttpStatusCode.valueOf(problem.status()), null, new IOException(problem.title()));
        this.problem = problem;
    }

    ProblemDocument problem() {
        return problem;
    }

    /** Returns the refusal that made something fail, whatever wrapped it. */
    static @Nullable RefusedBodyException in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedBodyException refusal) {
                return refusal;
            }
        }
        return null;
    }
}
