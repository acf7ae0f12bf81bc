package dev.readiness.spring.audit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to write instead of an annotation that cannot be understood. */
final class AuditActionFailureAnalyzer extends AbstractFailureAnalyzer<AuditActionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AuditActionException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Write the annotation like @AuditAction(value = \"appointment.book\", target = \"#result.id\")",
                cause);
    }
}
