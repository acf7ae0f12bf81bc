package dev.readiness.assessment;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Findings that hold a grade down, however many other places passed.
 *
 * @param grade the best grade that such a finding leaves
 * @param result the result that it is about
 * @param rule the rule that it is about, or {@code null} for every rule
 * @param severity the severity of the rules that it is about, or {@code null} for every severity
 * @param writing whether it is about endpoints that change data only
 * @param because why, in a few words
 */
record GradeCap(
        Grade grade,
        Result result,
        @Nullable String rule,
        @Nullable Severity severity,
        boolean writing,
        String because) {

    boolean covers(Finding finding, RuleDescription description, Set<String> writingEndpoints) {
        return finding.result() == result
                && (rule == null || rule.equals(finding.ruleId()))
                && (severity == null || severity == description.severity())
                && (!writing || writingEndpoints.contains(finding.where()));
    }

    /** Returns why the grade is no better, with the first of the {@code places}. */
    String at(List<String> places) {
        String more = places.size() == 1 ? "" : " and " + Wording.count(places.size() - 1L, "more place");
        return "at best " + grade + ", because " + because + ": " + places.get(0) + more;
    }
}
