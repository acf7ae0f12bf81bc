package dev.readiness.migration;

import java.util.Objects;

/** Pending migrations have hazards, or were not understood, and no comment allows that. */
public final class UnsafeMigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient LintReport report;

    UnsafeMigrationException(LintReport report) {
        super("Pending migrations are not safe:" + System.lineSeparator() + report);
        this.report = Objects.requireNonNull(report, "report");
    }

    /** Returns what was found. */
    public LintReport report() {
        return report;
    }
}
