package dev.readiness.spring.secrets;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows every secret that keeps the application from starting, with what to do about each. */
final class SecretFaultsFailureAnalyzer extends AbstractFailureAnalyzer<SecretFaultsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SecretFaultsException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Do what is said for each. On a developer's machine the values may stand in a .env file:"
                        + " spring.config.import=optional:readiness-secrets:dotenv:.env",
                cause);
    }
}
