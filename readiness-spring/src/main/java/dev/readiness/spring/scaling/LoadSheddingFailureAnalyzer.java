package dev.readiness.spring.scaling;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the settings of load shedding, without a stack trace. */
final class LoadSheddingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidLoadSheddingException> {

    private static final String ACTION =
            "Correct what is named above. readiness.scaling.shedding.enabled=true alone is enough for most applications.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidLoadSheddingException cause) {
        String problems = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "Load cannot be shed as configured:%n%n".formatted()
                        + problems.indent(4).stripTrailing(),
                ACTION,
                cause);
    }
}
