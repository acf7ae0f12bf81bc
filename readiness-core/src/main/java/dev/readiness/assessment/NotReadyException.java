package dev.readiness.assessment;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown by {@link Assessment#orThrow()}: names each place that is not ready, the problem and the remedy. */
public final class NotReadyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NotReadyException(String application, List<Finding> failures) {
        super(failures.stream()
                .map(NotReadyException::describe)
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "'" + application + "' has " + failures.size() + " finding(s):" + System.lineSeparator(),
                        "")));
    }

    private static String describe(Finding finding) {
        return "%n%s  %s%n  Problem: %s%n  Remedy:  %s%n           or waive it with a reason:%n%s"
                .formatted(
                        finding.ruleId(),
                        finding.where(),
                        finding.problem(),
                        finding.remedy(),
                        waiverSnippet(finding).indent(11).stripTrailing());
    }

    /** Returns the properties that accept {@code finding}, ready to paste. */
    static String waiverSnippet(Finding finding) {
        return """
                readiness.waivers[0].rule=%s
                readiness.waivers[0].where=%s
                readiness.waivers[0].reason=...
                readiness.waivers[0].expires=...""".formatted(finding.ruleId(), finding.where());
    }
}
