package dev.readiness.spring.backup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the settings of backups, without a stack trace. */
final class BackupSettingsFailureAnalyzer extends AbstractFailureAnalyzer<BackupSettingsException> {

    private static final String ACTION = """
            Correct what is named above. Settings that go together are, for example:

                readiness.backup.directory=/backups/clinic
                readiness.backup.key=${BACKUP_KEY}        (from openssl rand -base64 32)
                readiness.backup.scratch.url=jdbc:postgresql://scratch:5432/postgres        (not for H2)""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BackupSettingsException cause) {
        String problems = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "Backups cannot be set up:%n%n".formatted() + problems.indent(4).stripTrailing(), ACTION, cause);
    }
}
