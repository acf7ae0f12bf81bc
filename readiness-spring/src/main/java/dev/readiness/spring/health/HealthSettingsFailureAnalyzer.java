package dev.readiness.spring.health;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the settings of health, without a stack trace. */
final class HealthSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidHealthSettingsException> {

    private static final String ACTION = """
            Correct what is named above. Settings that go together are, for example:

                readiness.health.monitor=true
                readiness.health.checks.db.timeout=1s
                readiness.health.drain.enabled=true
                readiness.health.drain.delay=10s
                spring.lifecycle.timeout-per-shutdown-phase=15s
                readiness.health.drain.grace=30s""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidHealthSettingsException cause) {
        String problems = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "Health cannot be set up:%n%n".formatted() + problems.indent(4).stripTrailing(), ACTION, cause);
    }
}
