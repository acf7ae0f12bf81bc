package dev.readiness.assessment;

import java.util.List;

/** For each control of each framework, what was seen that bears on it. Evidence, not a certificate. */
final class ComplianceSection {

    private static final List<Result> SHOWN =
            List.of(Result.FAIL, Result.WAIVED, Result.UNKNOWN, Result.ATTESTED, Result.PASS);

    private ComplianceSection() {}

    static Html of(List<FrameworkStanding> standings) {
        return Html.of("""
                <section aria-labelledby="compliance" class="compliance">
                <h2 id="compliance">Compliance</h2>
                <p class="hint">%s</p>
                %s</section>
                """, Wording.COMPLIANCE, Html.each(standings, ComplianceSection::framework));
    }

    private static Html framework(FrameworkStanding standing) {
        List<ControlStanding> touched = standing.controls().stream()
                .filter(control -> control.state() != ControlState.NOT_SEEN)
                .toList();
        List<ControlStanding> notSeen = standing.controls().stream()
                .filter(control -> control.state() == ControlState.NOT_SEEN)
                .toList();
        return Html.of(
                """
                <details class="framework-view"><summary><h3>%s</h3> <span class="meta"><span>%s</span></span></summary>
                <div class="body">
                <p class="hint">%s</p>
                %s%s</div>
                </details>
                """,
                standing.framework().title(),
                Wording.controls(standing),
                standing.framework().scope(),
                Html.when(
                        !touched.isEmpty(),
                        Html.of("<ul class=\"controls\">\n%s</ul>\n", Html.each(touched, ComplianceSection::control))),
                Html.when(
                        !notSeen.isEmpty(),
                        Html.of(
                                "<h4>Not seen</h4>\n<ul class=\"not-seen\">\n%s</ul>\n",
                                Html.each(notSeen, ComplianceSection::title))));
    }

    private static Html title(ControlStanding standing) {
        return Html.of(
                "<li><code>%s</code> %s</li>\n",
                standing.control().id(), standing.control().title());
    }

    private static Html control(ControlStanding standing) {
        return Html.of(
                """
                <li class="control %s"><p><code>%s</code> %s <span class="state">%s</span></p>
                %s%s</li>
                """,
                css(standing.state()),
                standing.control().id(),
                standing.control().title(),
                Wording.of(standing.state()),
                Html.when(
                        !standing.rules().isEmpty(),
                        Html.of("<ul>\n%s</ul>\n", Html.each(standing.rules(), rule -> rule(rule, standing)))),
                Html.each(standing.vouchers(), word -> Html.of("<p class=\"acceptance\">%s</p>\n", word)));
    }

    private static Html rule(RuleDescription rule, ControlStanding standing) {
        List<Finding> findings = standing.findings().stream()
                .filter(finding -> finding.ruleId().equals(rule.id()))
                .toList();
        List<Result> results = SHOWN.stream()
                .filter(result -> findings.stream().anyMatch(finding -> finding.result() == result))
                .toList();
        return Html.of(
                "<li><a href=\"#%s\">%s</a> <small>%s</small></li>\n",
                rule.id(),
                rule.title(),
                findings.isEmpty()
                        ? "nothing to look at"
                        : String.join(
                                ", ",
                                results.stream()
                                        .map(result -> findings.stream()
                                                        .filter(finding -> finding.result() == result)
                                                        .count()
                                                + " " + Wording.past(result))
                                        .toList()));
    }

    private static String css(ControlState state) {
        return switch (state) {
            case GAP_SEEN -> "fail";
            case EVIDENCE_SEEN -> "pass";
            case SEEN_IN_PART, NOT_SEEN -> "unknown";
            case ATTESTED -> "attested";
        };
    }
}
