package dev.readiness.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A rule with everything that it said, worst first: most forms of the report tell what a rule is about once, and not again at
 * each of its places.
 *
 * @param rule the rule
 * @param findings its findings, at least one
 */
record RuleFindings(RuleDescription rule, List<Finding> findings) {

    RuleFindings {
        findings = List.copyOf(findings);
    }

    /** Returns the rules of {@code assessment} that said something, worst first. */
    static List<RuleFindings> of(Assessment assessment) {
        Map<String, RuleDescription> rules =
                assessment.rules().stream().collect(Collectors.toMap(RuleDescription::id, Function.identity()));
        Map<String, List<Finding>> byRule = assessment.findings().stream()
                .sorted(Assessment.worstFirst(rules))
                .collect(Collectors.groupingBy(Finding::ruleId, LinkedHashMap::new, Collectors.toList()));
        return byRule.values().stream()
                .map(findings -> new RuleFindings(assessment.ruleOf(findings.get(0)), findings))
                .toList();
    }

    /** Returns the worst result. */
    Result worst() {
        return findings.get(0).result();
    }

    long count(Result result) {
        return findings.stream().filter(finding -> finding.result() == result).count();
    }

    /** Returns the number of findings of each result, worst first: {@code 3 failed, 1 passed}. */
    String tally() {
        return findings.stream()
                .collect(Collectors.groupingBy(Finding::result, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + Wording.past(entry.getKey()))
                .collect(Collectors.joining(", "));
    }
}
