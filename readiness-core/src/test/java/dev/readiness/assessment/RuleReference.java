package dev.readiness.assessment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the documentation page of the rules from their catalogue. */
final class RuleReference {

    private RuleReference() {}

    static String page() {
        Map<String, List<RuleDescription>> byFeature = RuleCatalogue.all().stream()
                .collect(Collectors.groupingBy(RuleDescription::feature, TreeMap::new, Collectors.toList()));
        return """
                # Rules

                <!-- Written from rules.json by RuleReferenceTests. Do not edit: change rules.json, then run the test's command. -->

                What the hardening report looks for: %s. A rule id is permanent and never changes its meaning.
                A slice reaches a stage when all rules of that stage and of those below it pass; see [the report](report.md).

                | rule | dimension | stage | severity |
                |---|---|---|---|
                %s
                %s""".formatted(
                        Wording.count(RuleCatalogue.all().size(), "rule"),
                        lines(byFeature, RuleReference::row),
                        lines(byFeature, RuleReference::section).strip().concat("\n"));
    }

    private static String row(RuleDescription rule) {
        return "| [`%s`](#%s) | %s | %s | %s |\n"
                .formatted(
                        rule.id(),
                        rule.id().replace(".", ""),
                        rule.dimension().label(),
                        Wording.of(rule.stage()),
                        Wording.of(rule.severity()));
    }

    private static String section(RuleDescription rule) {
        return """

                ## %s

                **%s.** %s

                - How it is known: %s
                - What to do: %s
                - Controls: %s
                """.formatted(
                        rule.id(),
                        rule.title(),
                        rule.why(),
                        rule.seenBy(),
                        rule.remedy(),
                        rule.controls().isEmpty() ? "none" : String.join(", ", rule.controls()));
    }

    private static String lines(Map<String, List<RuleDescription>> byFeature, Function<RuleDescription, String> line) {
        return byFeature.values().stream().flatMap(List::stream).map(line).collect(Collectors.joining());
    }
}
