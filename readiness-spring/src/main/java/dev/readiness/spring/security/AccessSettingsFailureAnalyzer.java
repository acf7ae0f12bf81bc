package dev.readiness.spring.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which settings of {@code readiness.access} cannot be put into effect, without a stack trace. */
final class AccessSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidAccessSettingsException> {

    private static final String ACTION = """
            Correct what is named above. A public endpoint is named together with why it is public:

                readiness.access.public[0].where=POST /signup
                readiness.access.public[0].reason=New customers have no account yet""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidAccessSettingsException cause) {
        String problems = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "The settings of access cannot be put into effect:%n%n".formatted()
                        + problems.indent(4).stripTrailing(),
                ACTION,
                cause);
    }
}
