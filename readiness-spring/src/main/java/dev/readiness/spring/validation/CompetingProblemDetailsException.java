package dev.readiness.spring.validation;

import org.springframework.core.env.Environment;

/** Stops the start because Spring's problem details would answer before ours. */
final class CompetingProblemDetailsException extends RuntimeException {

    static final String OURS = "readiness.validation.problem-details";

    static final String SPRINGS = "spring.mvc.problemdetails.enabled";

    private static final long serialVersionUID = 1L;

    private CompetingProblemDetailsException() {
        super(OURS + " and " + SPRINGS + " are both true");
    }

    static void throwIfEnabled(Environment environment) {
        if (environment.getProperty(SPRINGS, Boolean.class, false)) {
            throw new CompetingProblemDetailsException();
        }
    }
}
