package dev.readiness.spring.validation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which of two contradicting settings to remove. */
class CompetingProblemDetailsFailureAnalyzer extends AbstractFailureAnalyzer<CompetingProblemDetailsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CompetingProblemDetailsException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ". Spring's answers would come first, and they repeat rejected values.",
                "Remove " + CompetingProblemDetailsException.SPRINGS + ", or set "
                        + CompetingProblemDetailsException.OURS + "=false.",
                cause);
    }
}
