package dev.readiness.spring.assessment;

import dev.readiness.assessment.Finding;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown at start if rules fail that must not. */
final class StartRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    StartRefusedException(List<Finding> findings) {
        super(findings.stream()
                .map(finding -> finding.ruleId() + " at " + finding.where() + ": " + finding.problem())
                .collect(Collectors.joining(System.lineSeparator())));
        this.findings = List.copyOf(findings);
    }

    /** Returns what to do, once for each rule and place. */
    String remedies() {
        return findings.stream()
                .map(finding -> finding.where() + ":" + System.lineSeparator()
                        + finding.remedy().indent(4))
                .collect(Collectors.joining());
    }
}
