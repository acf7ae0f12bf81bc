package dev.readiness.spring.assessment;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the settings of the hardening report, without a stack trace. */
final class AssessmentSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidAssessmentSettingsException> {

    private static final String ACTION = """
            Correct the properties named above. A waiver is written like this, an attestation with 'by', 'until' and \
            'evidence' instead of 'reason' and 'expires':

                readiness.waivers[0].rule=ratelimit.endpoint-unlimited
                readiness.waivers[0].where=POST /accounts
                readiness.waivers[0].reason=Behind the gateway, which limits it
                readiness.waivers[0].expires=2027-06-30""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidAssessmentSettingsException cause) {
        String problems = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "The hardening report cannot be set up:%n%n".formatted()
                        + problems.indent(4).stripTrailing(),
                ACTION,
                cause);
    }
}
