package dev.readiness.spring.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which entries of {@code readiness.access.public} are incomplete, without a stack trace. */
final class AccessSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidAccessSettingsException> {

    private static final String ACTION = """
            Name each public endpoint together with why it is public:

                readiness.access.public[0].where=POST /signup
                readiness.access.public[0].reason=New customers have no account yet""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidAccessSettingsException cause) {
        String problems = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "The list of public endpoints is incomplete:%n%n".formatted()
                        + problems.indent(4).stripTrailing(),
                ACTION,
                cause);
    }
}
