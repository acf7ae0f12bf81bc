package dev.readiness.spring.assessment;

import dev.readiness.assessment.AssessedEndpoint;
import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.EndpointInspector.Fact;
import dev.readiness.assessment.ReportWriter;
import java.util.List;

/** Where an application stands, in one line. */
final class AssessmentSummary {

    private static final Fact NOBODY_ASKED = new Fact("", "");

    private AssessmentSummary() {}

    static String of(Assessment assessment) {
        List<AssessedEndpoint> endpoints = assessment.endpoints().stream()
                .filter(assessed -> assessed.endpoint().isApplication())
                .toList();
        return "Hardening report of %s; endpoints: %d, open to anyone: %d."
                .formatted(
                        ReportWriter.summary().render(assessment),
                        endpoints.size(),
                        endpoints.stream().filter(AssessmentSummary::isOpen).count());
    }

    private static boolean isOpen(AssessedEndpoint assessed) {
        return assessed.facts().getOrDefault("access", NOBODY_ASKED).value().equals("anyone");
    }
}
