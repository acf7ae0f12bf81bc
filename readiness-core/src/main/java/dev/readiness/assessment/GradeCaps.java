package dev.readiness.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Grades findings. What holds a grade down is data: {@code grade-caps.json} beside this class. */
final class GradeCaps {

    static final List<GradeCap> ALL = FlatJson.ofResource("grade-caps.json").stream()
            .map(GradeCaps::cap)
            .sorted(Comparator.comparing(GradeCap::grade).reversed())
            .toList();

    private final Map<String, RuleDescription> rules;

    private final Set<String> writing;

    GradeCaps(Assessment assessment) {
        this.rules = assessment.rules().stream().collect(Collectors.toMap(RuleDescription::id, rule -> rule));
        this.writing = assessment.endpoints().stream()
                .map(AssessedEndpoint::endpoint)
                .filter(Endpoint::writes)
                .map(Endpoint::id)
                .collect(Collectors.toSet());
    }

    /**
     * Returns the grade of {@code findings}. What is attested counts neither way: it was not seen, and it is nobody's fault.
     *
     * @param unasked dimensions of which nothing was asked: with one of them, nothing is as good as it could be
     */
    Grading grade(List<Finding> findings, List<Dimension> unasked) {
        long asked = findings.stream()
                .filter(finding -> finding.result() != Result.NOT_APPLICABLE && finding.result() != Result.ATTESTED)
                .count();
        if (asked == 0) {
            return Grading.NONE;
        }
        long passed = findings.stream()
                .filter(finding -> finding.result() == Result.PASS)
                .count();
        Grade byShare = Grade.of((int) (passed * 100 / asked));
        List<Grade> grades = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (GradeCap cap : ALL) {
            List<String> places = places(cap, findings);
            if (!places.isEmpty()) {
                grades.add(cap.grade());
                reasons.add(cap.at(places));
            }
        }
        if (!unasked.isEmpty()) {
            grades.add(Grade.B);
            reasons.add("at best B, because nothing was asked of: "
                    + unasked.stream().map(Dimension::label).collect(Collectors.joining(", ")));
        }
        return capped(byShare, grades, reasons);
    }

    private static Grading capped(Grade byShare, List<Grade> grades, List<String> reasons) {
        Grade lowest = grades.stream().max(Comparator.naturalOrder()).orElse(byShare);
        if (!byShare.isBetterThan(lowest)) {
            return new Grading(byShare, byShare, List.of());
        }
        List<String> deciding = new ArrayList<>();
        for (int index = 0; index < grades.size(); index++) {
            if (grades.get(index) == lowest) {
                deciding.add(reasons.get(index));
            }
        }
        return new Grading(lowest, byShare, deciding);
    }

    private List<String> places(GradeCap cap, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> cap.covers(finding, rule(finding), writing))
                .map(Finding::where)
                .distinct()
                .toList();
    }

    private RuleDescription rule(Finding finding) {
        return java.util.Objects.requireNonNull(rules.get(finding.ruleId()));
    }

    private static GradeCap cap(FlatJson entry) {
        return new GradeCap(
                Grade.valueOf(entry.text("grade")),
                entry.constant("result", Result.class),
                entry.textOrNull("rule"),
                entry.textOrNull("severity") == null ? null : entry.constant("severity", Severity.class),
                "writing".equals(entry.textOrNull("endpoints")),
                entry.text("because"));
    }
}
