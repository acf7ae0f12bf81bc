package dev.readiness.spring.secrets;

import dev.readiness.secrets.MissingSecretsException;
import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which secrets are missing and how to give them. */
final class MissingSecretsFailureAnalyzer extends AbstractFailureAnalyzer<MissingSecretsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingSecretsException cause) {
        return new FailureAnalysis(cause.getMessage(), action(cause.missing()), cause);
    }

    private static String action(List<String> missing) {
        if (missing.isEmpty()) {
            return "Correct the values named above; each must be text in UTF-8.";
        }
        return "Set each of " + missing + " as an environment variable, or as a file of that name in a directory that"
                + " readiness.secrets.directories names. Remove from readiness.secrets.required what the application"
                + " can do without.";
    }
}
