package dev.readiness.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plain text for a console: where the application stands, and each failure with its remedy. */
final class TextReport implements ReportWriter {

    private static final int LETTERS = 26;

    @Override
    public String render(Assessment assessment) {
        return Wording.visible("Hardening report of %s, %s\n%s.\n%s.\n\n%s\n%s%s\n%s\n%s%s%s%s%s"
                .formatted(
                        assessment.application(),
                        assessment.at(),
                        Wording.headline(assessment),
                        Wording.grade(assessment.grading()),
                        lines(assessment.dimensions(), TextReport::dimension),
                        lines(assessment.slices(), standing -> slice("slice", standing)),
                        lines(assessment.proposals(), standing -> slice("proposed slice", standing)),
                        effort(assessment.effort()),
                        findings(assessment, Result.FAIL),
                        findings(assessment, Result.UNKNOWN),
                        access(assessment.access().only(Endpoint::isApplication)),
                        lines(assessment.compliance(), TextReport::framework),
                        lines(assessment.notes(), note -> "Note: " + note + "\n")));
    }

    private static String dimension(DimensionStanding standing) {
        if (standing.asked() == 0) {
            return "  %-15s nothing was asked\n".formatted(standing.dimension().label());
        }
        String rest = Wording.notPassed(standing);
        return "  %-15s %s of %s passed%s. %s\n"
                .formatted(
                        standing.dimension().label(),
                        standing.passed(),
                        standing.asked(),
                        rest.isEmpty() ? "" : ", " + rest,
                        Wording.grade(standing.grading()));
    }

    private static String slice(String word, SliceStanding standing) {
        Map<String, List<String>> placesOfRule = standing.obstacles().stream()
                .collect(Collectors.groupingBy(
                        Finding::ruleId, LinkedHashMap::new, Collectors.mapping(Finding::where, Collectors.toList())));
        return "  %s '%s' is a %s: %s\n%s"
                .formatted(
                        word,
                        standing.slice().name(),
                        Wording.of(standing.stage()),
                        Wording.outlook(standing),
                        placesOfRule.entrySet().stream()
                                .map(entry ->
                                        "    %s: %s\n".formatted(entry.getKey(), String.join(", ", entry.getValue())))
                                .collect(Collectors.joining()));
    }

    private static String effort(Effort effort) {
        return "  effort: %s. %s.\n%s"
                .formatted(
                        EffortWording.cells(effort.total()),
                        EffortWording.outlook(effort),
                        lines(effort.assumptions(), sentence -> "    " + sentence + ".\n"));
    }

    /** Names of callers stand beside letters, because a table of them would be too wide for a console. */
    private static String access(AccessMatrix matrix) {
        if (matrix.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("Who reaches what: + does, - does not, ? could not be seen.\n");
        for (int caller = 0; caller < matrix.callers().size(); caller++) {
            text.append("  ")
                    .append(letter(caller))
                    .append("  ")
                    .append(matrix.callers().get(caller))
                    .append('\n');
        }
        text.append("  ");
        for (int caller = 0; caller < matrix.callers().size(); caller++) {
            text.append(letter(caller));
        }
        text.append('\n');
        for (AccessMatrix.Row row : matrix.rows()) {
            text.append("  ");
            row.cells().forEach(cell -> text.append(sign(cell)));
            text.append("  ").append(row.endpoint().id());
            text.append(row.why().isEmpty() ? "" : "  (" + row.why() + ")").append('\n');
        }
        return text + lines(matrix.remarks(), remark -> "  " + remark + "\n") + "\n";
    }

    private static char letter(int caller) {
        return (char) (caller < LETTERS ? 'a' + caller : 'A' + caller - LETTERS);
    }

    private static char sign(AccessMatrix.Cell cell) {
        return switch (cell) {
            case ALLOWED -> '+';
            case DENIED -> '-';
            case UNKNOWN -> '?';
        };
    }

    private static String framework(FrameworkStanding standing) {
        return "Evidence for %s, not a certificate: %s.\n"
                .formatted(standing.framework().title(), Wording.controls(standing));
    }

    private static String findings(Assessment assessment, Result result) {
        return assessment.findings().stream()
                .filter(finding -> finding.result() == result)
                .map(finding -> finding(finding, assessment))
                .collect(Collectors.joining());
    }

    private static String finding(Finding finding, Assessment assessment) {
        RuleDescription rule = assessment.ruleOf(finding);
        String remedy = finding.remedy().isEmpty() ? rule.remedy() : finding.remedy();
        return "%s  %s  %s\n  %s %s\n  Remedy:  %s\n%s\n"
                .formatted(
                        finding.result() == Result.FAIL ? Wording.of(rule.severity()) : Wording.of(finding.result()),
                        finding.ruleId(),
                        finding.where(),
                        finding.result() == Result.FAIL ? "Problem:" : "Unseen: ",
                        hanging(finding.problem()),
                        hanging(remedy),
                        finding.result() == Result.FAIL
                                ? "  Waiver:  " + hanging(NotReadyException.waiverSnippet(finding, assessment)) + "\n"
                                : "");
    }

    private static String hanging(String text) {
        return text.strip().replaceAll("\\R(?=.)", "\n           ");
    }

    private static <T> String lines(List<T> values, Function<T, String> line) {
        return values.stream().map(line).collect(Collectors.joining());
    }
}
