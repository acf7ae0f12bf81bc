package dev.readiness.spring.assessment;

import dev.readiness.assessment.AssessedEndpoint;
import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.EndpointInspector.Fact;
import dev.readiness.assessment.Severity;
import dev.readiness.assessment.SliceStanding;
import dev.readiness.assessment.Stage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where an application stands, in one line. */
final class AssessmentSummary {

    /** The aspect under which the security feature tells who reaches an endpoint, and its value for everybody. */
    private static final Fact NOBODY_ASKED = new Fact("", "");

    private AssessmentSummary() {}

    static String of(Assessment assessment) {
        List<AssessedEndpoint> endpoints = assessment.endpoints().stream()
                .filter(assessed -> assessed.endpoint().isApplication())
                .toList();
        return "Hardening report of %s: stage %s; %d endpoints, %d of them open to anyone; to do: %s."
                .formatted(
                        assessment.application(),
                        lowestStage(assessment).name().toLowerCase(Locale.ROOT),
                        endpoints.size(),
                        endpoints.stream().filter(AssessmentSummary::isOpen).count(),
                        todo(assessment));
    }

    private static boolean isOpen(AssessedEndpoint assessed) {
        return assessed.facts().getOrDefault("access", NOBODY_ASKED).value().equals("anyone");
    }

    private static Stage lowestStage(Assessment assessment) {
        return assessment.slices().stream()
                .map(SliceStanding::stage)
                .min(Comparator.naturalOrder())
                .orElse(Stage.PROTOTYPE);
    }

    private static String todo(Assessment assessment) {
        String counts = Arrays.stream(Severity.values())
                .map(severity ->
                        count(assessment, severity) + " " + severity.name().toLowerCase(Locale.ROOT))
                .filter(count -> !count.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing" : counts;
    }

    private static long count(Assessment assessment, Severity severity) {
        return assessment.failures().stream()
                .filter(finding -> assessment.ruleOf(finding).severity() == severity)
                .count();
    }
}
