package dev.readiness.spring.assessment;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which rules refused the start, and what to do. */
final class StartRefusedFailureAnalyzer extends AbstractFailureAnalyzer<StartRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartRefusedException cause) {
        String problems = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "The start is refused by rules that 'readiness.assessment.required' names:%n%n".formatted()
                        + problems.indent(4).stripTrailing(),
                cause.remedies().stripTrailing(),
                cause);
    }
}
