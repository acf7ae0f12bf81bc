package dev.readiness.assessment;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plain text for a console: where the application stands, and each failure with its remedy. */
final class TextReport implements ReportWriter {

    @Override
    public String render(Assessment assessment) {
        return Wording.visible("Hardening report of %s, %s\n%s.\n\n%s\n%s\n%s%s%s"
                .formatted(
                        assessment.application(),
                        assessment.at(),
                        Wording.headline(assessment),
                        lines(assessment.dimensions(), TextReport::dimension),
                        lines(assessment.slices(), TextReport::slice),
                        findings(assessment, Result.FAIL),
                        findings(assessment, Result.UNKNOWN),
                        lines(assessment.notes(), note -> "Note: " + note + "\n")));
    }

    private static String dimension(DimensionStanding standing) {
        if (standing.asked() == 0) {
            return "  %-15s nothing was asked\n".formatted(standing.dimension().label());
        }
        String rest = Wording.notPassed(standing);
        return "  %-15s %s of %s passed%s\n"
                .formatted(
                        standing.dimension().label(),
                        standing.passed(),
                        standing.asked(),
                        rest.isEmpty() ? "" : ", " + rest);
    }

    private static String slice(SliceStanding standing) {
        return "  slice '%s' is a %s: %s\n"
                .formatted(standing.slice().name(), Wording.of(standing.stage()), Wording.outlook(standing));
    }

    private static String findings(Assessment assessment, Result result) {
        return assessment.findings().stream()
                .filter(finding -> finding.result() == result)
                .map(finding -> finding(finding, assessment.ruleOf(finding)))
                .collect(Collectors.joining());
    }

    private static String finding(Finding finding, RuleDescription rule) {
        String remedy = finding.remedy().isEmpty() ? rule.remedy() : finding.remedy();
        return "%s  %s  %s\n  %s %s\n  Remedy:  %s\n\n"
                .formatted(
                        finding.result() == Result.FAIL ? Wording.of(rule.severity()) : Wording.of(finding.result()),
                        finding.ruleId(),
                        finding.where(),
                        finding.result() == Result.FAIL ? "Problem:" : "Unseen: ",
                        hanging(finding.problem()),
                        hanging(remedy));
    }

    private static String hanging(String text) {
        return text.strip().replaceAll("\\R(?=.)", "\n           ");
    }

    private static <T> String lines(List<T> values, Function<T, String> line) {
        return values.stream().map(line).collect(Collectors.joining());
    }
}
