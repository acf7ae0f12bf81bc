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

                | dimension | passed | asked | failed | unknown | attested | waived |
                |---|--:|--:|--:|--:|--:|--:|
                %s
                | slice | stage | next | outlook |
                |---|---|---|---|
                %s%s
                %s
                """.formatted(
                        escape(assessment.application()),
                        Wording.headline(assessment),
                        assessment.at(),
                        lines(assessment.dimensions(), MarkdownReport::dimension),
                        lines(assessment.slices(), MarkdownReport::slice),
                        lines(RuleFindings.of(assessment), MarkdownReport::rule)
                                + lines(assessment.notes(), note -> "\n> " + escape(note) + "\n"),
                        Wording.DISCLAIMER));
    }

    private static String dimension(DimensionStanding standing) {
        return "| %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        standing.dimension().label(),
                        standing.passed(),
                        standing.asked(),
                        standing.failed(),
                        standing.unknown(),
                        standing.attested(),
                        standing.waived());
    }

    private static String slice(SliceStanding standing) {
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        escape(standing.slice().name()),
                        Wording.of(standing.stage()),
                        standing.next() == null ? "" : Wording.of(standing.next()),
                        Wording.outlook(standing));
    }

    private static String rule(RuleFindings rule) {
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
                        + lines(open, MarkdownReport::finding);
    }

    private static String finding(Finding finding) {
        return "\n**%s at %s.** %s\n%s"
                .formatted(
                        Wording.past(finding.result()),
                        escape(finding.where()),
                        escape(finding.problem()),
                        finding.remedy().isEmpty()
                                ? ""
                                : "\n" + finding.remedy().strip().replaceAll("(?m)^(?=.)", "    ") + "\n");
    }

    /** What Markdown or HTML would read as markup is said literally, and nothing ends the line of a table. */
    private static String escape(String text) {
        return text.replaceAll("[\\\\`*_{}\\[\\]<>#|&~!]", "\\\\$0").replaceAll("\\R", " ");
    }

    private static <T> String lines(List<T> values, Function<T, String> line) {
        return values.stream().map(line).collect(Collectors.joining());
    }
}
