package dev.readiness.assessment;

import java.io.Serial;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown by {@link Assessment#orThrow()}: names each place that is not ready, the problem and the remedy. */
public final class NotReadyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NotReadyException(Assessment assessment, List<Finding> failures) {
        super(failures.stream()
                .map(finding -> describe(finding, assessment))
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "'" + assessment.application() + "' has " + failures.size() + " finding(s):"
                                + System.lineSeparator(),
                        "")));
    }

    private static String describe(Finding finding, Assessment assessment) {
        return "%n%s  %s%n  Problem: %s%n  Remedy:  %s%n           or waive it with a reason:%n%s"
                .formatted(
                        finding.ruleId(),
                        finding.where(),
                        finding.problem(),
                        finding.remedy(),
                        waiverSnippet(finding, assessment).indent(11).stripTrailing());
    }

    /** Returns the properties that accept {@code finding} for three months, ready to paste but for the reason. */
    static String waiverSnippet(Finding finding, Assessment assessment) {
        LocalDate today = LocalDate.ofInstant(assessment.at(), ZoneOffset.UTC);
        return """
                readiness.waivers[0].rule=%s
                readiness.waivers[0].where=%s
                readiness.waivers[0].reason=...
                readiness.waivers[0].expires=%s""".formatted(finding.ruleId(), finding.where(), today.plusMonths(3));
    }
}
