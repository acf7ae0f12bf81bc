package dev.readiness.migration;

import java.util.List;
import java.util.Objects;

/**
 * One statement of the pending migrations with what is said of it.
 *
 * @param file name of the script
 * @param line its first line, from 1
 * @param sql its text
 * @param verdict safe, hazard or unknown; suppressed findings do not count
 * @param findings what is wrong with it
 * @param suppressed what a comment with a reason and an expiry allows
 */
public record LintedStatement(
        String file,
        int line,
        String sql,
        LintVerdict verdict,
        List<LintFinding> findings,
        List<LintFinding> suppressed) {

    /** Checks and copies the parts. */
    public LintedStatement {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(verdict, "verdict");
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
    }
}
