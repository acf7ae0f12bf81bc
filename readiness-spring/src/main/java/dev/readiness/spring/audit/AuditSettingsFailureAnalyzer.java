package dev.readiness.spring.audit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to write instead of settings that cannot work. */
final class AuditSettingsFailureAnalyzer extends AbstractFailureAnalyzer<AuditSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AuditSettingsException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
