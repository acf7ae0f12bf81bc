package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretSourceException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which source of secrets cannot be used, and where it is named. */
final class SecretSourceFailureAnalyzer extends AbstractFailureAnalyzer<SecretSourceException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SecretSourceException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct it, or change where secrets come from: spring.config.import, readiness.secrets.directories or"
                        + " readiness.secrets.files. What is there and cannot be used stops the start, optional or not: a"
                        + " weaker source would answer in its place.",
                cause);
    }
}
