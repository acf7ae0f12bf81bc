package dev.readiness.migration;

import dev.readiness.assessment.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A hazard of one statement.
 *
 * @param rule stable id of the rule, {@code index-blocks-writes}
 * @param severity from medium on the statement is no longer safe
 * @param effect what happens
 * @param grade on what evidence this stands
 * @param file name of the script
 * @param line line of the statement, from 1
 * @param statement its beginning, on one line
 * @param lock the strongest lock that it takes on a table in use
 * @param problem what is wrong, in a sentence
 * @param safer the safe version, in files of their own in this order; empty if there is none to write down
 * @param estimate roughly how long others wait, where the number of rows is known
 */
public record LintFinding(
        String rule,
        Severity severity,
        LintEffect effect,
        LintGrade grade,
        String file,
        int line,
        String statement,
        TableLock lock,
        String problem,
        List<SafeFile> safer,
        Optional<Duration> estimate) {

    /** Checks and copies the parts. */
    public LintFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(grade, "grade");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(problem, "problem");
        safer = List.copyOf(safer);
        Objects.requireNonNull(estimate, "estimate");
    }

    /** Returns whether this makes its statement a hazard, and not only something to know. */
    public boolean isHazard() {
        return severity != Severity.LOW && effect != LintEffect.UNSEEN;
    }
}
