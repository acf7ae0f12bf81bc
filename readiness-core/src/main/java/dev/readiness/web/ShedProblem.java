package dev.readiness.web;

import dev.readiness.validation.ProblemDocument;
import java.time.Duration;

/** What a client is told that is not let in because there is too much to do. */
public final class ShedProblem {

    private ShedProblem() {}

    /** Returns the document for a request that may be repeated after {@code retryAfter}. */
    public static ProblemDocument of(Duration retryAfter) {
        return ProblemDocument.of("overloaded", "There is too much to do at the moment", 503)
                .withDetail("Try again in " + retryAfter.toSeconds() + " s");
    }
}
