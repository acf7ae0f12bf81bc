package dev.readiness.assessment;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Markdown for a pull request or a wiki: the dimensions and slices as tables, then what failed or could not be seen. */
final class MarkdownReport implements ReportWriter {

    @Override
    public String render(Assessment assessment) {
        return Wording.visible("""
                # Hardening report: %s

                %s. Looked at on %s.

                **%s.**

                | dimension | passed | asked | failed | unknown | attested | waived | grade |
                |---|--:|--:|--:|--:|--:|--:|---|
                %s
                | slice | stage | next | outlook |
                |---|---|---|---|
                %s%s%s%s
                %s%s%s
                """.formatted(
                        escape(assessment.application()),
                        Wording.headline(assessment),
                        assessment.at(),
                        escape(Wording.grade(assessment.grading())),
                        lines(assessment.dimensions(), MarkdownReport::dimension),
                        lines(assessment.slices(), MarkdownReport::slice),
                        proposals(assessment),
                        effort(assessment.effort()),
                        lines(RuleFindings.of(assessment), rule -> rule(rule, assessment))
                                + lines(assessment.notes(), note -> "\n> " + escape(note) + "\n"),
                        access(assessment.access().only(Endpoint::isApplication)),
                        compliance(assessment.compliance()),
                        Wording.DISCLAIMER));
    }

    private static String dimension(DimensionStanding standing) {
        return "| %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        standing.dimension().label(),
                        standing.passed(),
                        standing.asked(),
                        standing.failed(),
                        standing.unknown(),
                        standing.attested(),
                        standing.waived(),
                        escape(Wording.grade(standing.grading())));
    }

    private static String slice(SliceStanding standing) {
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        escape(standing.slice().name()),
                        Wording.of(standing.stage()),
                        standing.next() == null ? "" : Wording.of(standing.next()),
                        Wording.outlook(standing) + obstacles(standing));
    }

    private static String obstacles(SliceStanding standing) {
        List<String> rules =
                standing.obstacles().stream().map(Finding::ruleId).distinct().toList();
        return rules.isEmpty() ? "" : ": `" + String.join("`, `", rules) + "`";
    }

    private static String proposals(Assessment assessment) {
        List<Slice> declared =
                assessment.slices().stream().map(SliceStanding::slice).toList();
        return assessment.proposals().isEmpty()
                ? ""
                : "\n## Proposed slices\n\nBy the paths of endpoints that no declared slice goes through.\n"
                        + lines(
                                assessment.proposals(),
                                standing -> "\n**%s** would be a %s. To declare it:\n\n%s\n"
                                        .formatted(
                                                escape(standing.slice().name()),
                                                Wording.of(standing.stage()),
                                                code(SliceProposals.snippet(standing.slice(), declared))));
    }

    private static String effort(Effort effort) {
        return "\n## Effort\n\n%s. %s.\n%s\n%s.\n"
                .formatted(
                        EffortWording.cells(effort.total()),
                        EffortWording.outlook(effort),
                        lines(effort.assumptions(), sentence -> "\n- " + escape(sentence) + "."),
                        EffortWording.score(effort.score()));
    }

    private static String access(AccessMatrix matrix) {
        return matrix.isEmpty()
                ? ""
                : "\n## Who reaches what\n\n%s%s\n\n| endpoint | %s |\n|---%s|\n%s"
                        .formatted(
                                Wording.MATRIX,
                                lines(matrix.remarks(), remark -> " " + escape(remark)),
                                matrix.callers().stream()
                                        .map(MarkdownReport::escape)
                                        .collect(Collectors.joining(" | ")),
                                "|:-:".repeat(matrix.callers().size()),
                                lines(matrix.rows(), MarkdownReport::row));
    }

    private static String row(AccessMatrix.Row row) {
        return "| %s | %s |\n"
                .formatted(
                        escape(row.endpoint().id())
                                + (row.why().isEmpty() ? "" : " (unknown: " + escape(row.why()) + ")"),
                        row.cells().stream().map(Wording::of).collect(Collectors.joining(" | ")));
    }

    private static String compliance(List<FrameworkStanding> standings) {
        return "\n## Compliance\n\n" + Wording.COMPLIANCE + "\n" + lines(standings, MarkdownReport::framework) + "\n";
    }

    private static String framework(FrameworkStanding standing) {
        return "\n### %s\n\n%s. %s\n\n| control | state | rules | attested |\n|---|---|---|---|\n%s"
                .formatted(
                        escape(standing.framework().title()),
                        Wording.controls(standing),
                        escape(standing.framework().scope()),
                        lines(standing.controls(), MarkdownReport::control));
    }

    private static String control(ControlStanding standing) {
        List<String> rules = standing.rules().stream().map(RuleDescription::id).toList();
        return "| %s %s | %s | %s | %s |\n"
                .formatted(
                        escape(standing.control().id()),
                        escape(standing.control().title()),
                        Wording.of(standing.state()),
                        rules.isEmpty() ? "" : "`" + String.join("`, `", rules) + "`",
                        escape(String.join("; ", standing.vouchers())));
    }

    private static String rule(RuleFindings rule, Assessment assessment) {
        List<Finding> open = rule.findings().stream()
                .filter(finding -> finding.result() == Result.FAIL || finding.result() == Result.UNKNOWN)
                .toList();
        return open.isEmpty()
                ? ""
                : "\n## %s\n\n`%s`, %s, %s. %s\n"
                                .formatted(
                                        escape(rule.rule().title()),
                                        rule.rule().id(),
                                        Wording.of(rule.rule().severity()),
                                        rule.tally(),
                                        escape(rule.rule().why()))
                        + lines(open, finding -> finding(finding, assessment));
    }

    private static String finding(Finding finding, Assessment assessment) {
        String remedy = finding.remedy().isEmpty() ? "" : "\n" + code(finding.remedy()) + "\n";
        String waiver = finding.result() == Result.FAIL
                ? "\nOr accept it for now:\n\n" + code(NotReadyException.waiverSnippet(finding, assessment)) + "\n"
                : "";
        return "\n**%s at %s.** %s\n%s%s"
                .formatted(
                        Wording.past(finding.result()),
                        escape(finding.where()),
                        escape(finding.problem()),
                        remedy,
                        waiver);
    }

    private static String code(String text) {
        return text.strip().replaceAll("(?m)^(?=.)", "    ");
    }

    /** What Markdown or HTML would read as markup is said literally, and nothing ends the line of a table. */
    private static String escape(String text) {
        return text.replaceAll("[\\\\`*_{}\\[\\]<>#|&~!]", "\\\\$0").replaceAll("\\R", " ");
    }

    private static <T> String lines(List<T> values, Function<T, String> line) {
        return values.stream().map(line).collect(Collectors.joining());
    }
}
