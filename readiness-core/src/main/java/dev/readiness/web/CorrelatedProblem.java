package dev.readiness.web;

import dev.readiness.observability.Correlation;
import dev.readiness.validation.ProblemDocument;

/** Names the open correlation in a problem document, since a document is kept where the fields of its answer are not. */
final class CorrelatedProblem {

    private CorrelatedProblem() {}

    static ProblemDocument of(ProblemDocument problem) {
        return Correlation.current()
                .map(correlation -> problem.with(Correlation.ID_KEY, correlation.id()))
                .orElse(problem);
    }
}
