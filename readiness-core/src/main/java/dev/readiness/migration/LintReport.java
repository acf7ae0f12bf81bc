package dev.readiness.migration;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the lint says of the pending migrations.
 *
 * @param statements each statement of each file, in order
 * @param aboutFiles advice that concerns whole files
 */
public record LintReport(List<LintedStatement> statements, List<LintFinding> aboutFiles) {

    /** Copies the parts. */
    public LintReport {
        statements = List.copyOf(statements);
        aboutFiles = List.copyOf(aboutFiles);
    }

    /** Returns all findings that no comment allows, in the order of the files. */
    public List<LintFinding> findings() {
        return Stream.concat(
                        statements.stream().flatMap(statement -> statement.findings().stream()), aboutFiles.stream())
                .toList();
    }

    /** Returns the statements with this verdict. */
    public List<LintedStatement> statements(LintVerdict verdict) {
        return statements.stream()
                .filter(statement -> statement.verdict() == verdict)
                .toList();
    }

    /** Returns whether every statement is safe, or its hazards are allowed by comments. */
    public boolean isSafe() {
        return statements.stream()
                .allMatch(statement -> statement.verdict() == LintVerdict.SAFE || isAllowed(statement));
    }

    /** What is not understood stays unknown, but may be allowed like a hazard. */
    private static boolean isAllowed(LintedStatement statement) {
        return statement.verdict() == LintVerdict.UNKNOWN
                && !statement.suppressed().isEmpty()
                && statement.findings().stream().noneMatch(finding -> finding.effect() == LintEffect.UNSEEN);
    }

    /**
     * Does nothing if {@link #isSafe()}.
     *
     * @throws UnsafeMigrationException if not; its message is this report as text
     */
    public void orThrow() {
        if (!isSafe()) {
            throw new UnsafeMigrationException(this);
        }
    }

    /** Returns the report as JSON: an object with {@code statements}, {@code findings} and counts. */
    public String toJson() {
        return LintJson.of(this);
    }

    /** Returns the report as text for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        findings().forEach(finding -> append(text, finding));
        statements.stream()
                .flatMap(statement -> statement.suppressed().stream())
                .forEach(finding -> text.append("%s:%d: %s is allowed by a comment%n%n"
                        .formatted(finding.file(), finding.line(), finding.rule())));
        return text.append("%d statements: %d safe, %d hazards, %d unknown%n"
                        .formatted(
                                statements.size(),
                                statements(LintVerdict.SAFE).size(),
                                statements(LintVerdict.HAZARD).size(),
                                statements(LintVerdict.UNKNOWN).size()))
                .toString();
    }

    private static void append(StringBuilder text, LintFinding finding) {
        text.append("%s:%d: %s [%s, %s]%n"
                .formatted(
                        finding.file(),
                        finding.line(),
                        finding.rule(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.grade().name().toLowerCase(Locale.ROOT)));
        if (!finding.statement().isEmpty()) {
            text.append("  ").append(finding.statement()).append(System.lineSeparator());
        }
        text.append("  ").append(finding.problem()).append(System.lineSeparator());
        if (finding.lock() != TableLock.NONE) {
            text.append("  Lock: %s, which blocks %s%s%n"
                    .formatted(
                            finding.lock(),
                            finding.lock().blocks(),
                            finding.estimate()
                                    .map(time -> ", for roughly " + time.toMillis() + " ms")
                                    .orElse("")));
        }
        finding.safer()
                .forEach(file -> text.append("  Safer, in %s%s:%n"
                                .formatted(file.name(), file.transactional() ? "" : " (no transaction)"))
                        .append(file.sql().strip().indent(4)));
        text.append(System.lineSeparator());
    }
}
