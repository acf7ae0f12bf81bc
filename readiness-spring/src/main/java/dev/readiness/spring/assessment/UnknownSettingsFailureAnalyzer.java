package dev.readiness.spring.assessment;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the settings that nobody reads, without a stack trace. */
final class UnknownSettingsFailureAnalyzer extends AbstractFailureAnalyzer<UnknownSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettingsException cause) {
        return new FailureAnalysis(
                "No such setting; a safeguard that was meant to be on may be off:%n%n".formatted()
                        + String.valueOf(cause.getMessage()).indent(4).stripTrailing(),
                "Correct or remove the settings named above.",
                cause);
    }
}
