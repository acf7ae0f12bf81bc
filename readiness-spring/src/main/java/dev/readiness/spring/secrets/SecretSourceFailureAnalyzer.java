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
                "Correct it, or change readiness.secrets.directories, readiness.secrets.files or spring.config.import: a"
                        + " directory holds one text file in UTF-8 for each secret, a file is a properties file in UTF-8.",
                cause);
    }
}
