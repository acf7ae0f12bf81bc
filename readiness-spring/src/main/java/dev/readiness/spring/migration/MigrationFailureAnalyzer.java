package dev.readiness.spring.migration;

import dev.readiness.migration.MissingDatabaseModuleException;
import dev.readiness.migration.SafeMigrationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says why migrations stopped the start, without a stack trace where the message says it all. */
final class MigrationFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SafeMigrationException
                    || cause instanceof MissingDatabaseModuleException
                    || cause instanceof NothingMigratesException) {
                return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
            }
        }
        return null;
    }
}
