package dev.readiness.assessment;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the rules said, worst first; each rule opens to why it matters and to its places. */
final class FindingsSection {

    private final Assessment assessment;
    private final List<SliceStanding> slices;
    private final List<SliceScope> scopes;

    private FindingsSection(Assessment assessment) {
        this.assessment = assessment;
        List<Endpoint> endpoints =
                assessment.endpoints().stream().map(AssessedEndpoint::endpoint).toList();
        this.slices = Stream.concat(assessment.slices().stream(), assessment.proposals().stream())
                .toList();
        this.scopes = slices.stream()
                .map(standing -> new SliceScope(standing.slice(), endpoints))
                .toList();
    }

    static Html of(Assessment assessment) {
        return new FindingsSection(assessment).section();
    }

    private Html section() {
        List<RuleFindings> rules = RuleFindings.of(assessment);
        return Html.of(
                """
                <section aria-labelledby="findings" class="findings">
                <h2 id="findings">Findings</h2>
                %s%s%s%s%s%s%s</section>
                """,
                filters(),
                group("Failed", rules, Result.FAIL),
                group("Could not be seen", rules, Result.UNKNOWN),
                group("Accepted for now", rules, Result.WAIVED),
                group("Vouched for", rules, Result.ATTESTED),
                group("In force", rules, Result.PASS),
                group("Nothing to look at", rules, Result.NOT_APPLICABLE));
    }

    /** Shown by the script alone: without it, a filter would do nothing. */
    private Html filters() {
        List<String> names = slices.stream().map(this::label).toList();
        return Html.of(
                """
                <form class="filters" hidden aria-label="Filter the findings">
                %s%s%s%s<button type="reset">Show all</button>
                <p role="status"></p>
                </form>
                """,
                select(
                        "slice",
                        IntStream.range(0, names.size())
                                .mapToObj(index -> option(String.valueOf(index), names.get(index)))
                                .toList()),
                select("dimension", options(Dimension.values())),
                select("severity", options(Severity.values())),
                select("result", options(Result.values())));
    }

    private String label(SliceStanding standing) {
        String name = standing.slice().name();
        return assessment.proposals().contains(standing) ? name + " (proposed)" : name;
    }

    private static Html select(String name, List<Html> options) {
        return Html.of(
                "<label>%s <select name=\"%s\"><option value=\"\">any</option>%s</select></label>\n",
                name, name, Html.each(options, option -> option));
    }

    private static List<Html> options(Enum<?>[] constants) {
        return List.of(constants).stream()
                .map(constant -> option(Wording.of(constant), Wording.of(constant)))
                .toList();
    }

    private static Html option(String value, String label) {
        return Html.of("<option value=\"%s\">%s</option>", value, label);
    }

    private Html group(String heading, List<RuleFindings> rules, Result worst) {
        List<RuleFindings> group =
                rules.stream().filter(rule -> rule.worst() == worst).toList();
        return Html.when(
                !group.isEmpty(),
                Html.of("<div class=\"group\">\n<h3>%s</h3>\n%s</div>\n", heading, Html.each(group, this::rule)));
    }

    private Html rule(RuleFindings rule) {
        RuleDescription description = rule.rule();
        return Html.of(
                """
                <details class="rule %s" data-dimension="%s" data-severity="%s">
                <summary><h4>%s</h4> <span class="meta"><span class="severity %s">%s</span> <span>%s</span> \
                <span class="tally">%s</span></span></summary>
                <div class="body" id="%s">
                %s<ul class="places">
                %s</ul>
                </div>
                </details>
                """,
                Wording.of(rule.worst()),
                description.dimension().label(),
                Wording.of(description.severity()),
                description.title(),
                Wording.of(description.severity()),
                Wording.of(description.severity()),
                description.dimension().label(),
                rule.tally(),
                description.id(),
                about(description),
                Html.each(rule.findings(), finding -> PlaceItem.of(finding, assessment, slicesOf(finding))));
    }

    private static Html about(RuleDescription rule) {
        return Html.of(
                """
                <dl class="about">
                <div><dt>Why it matters</dt><dd>%s</dd></div>
                <div><dt>How it is known</dt><dd>%s</dd></div>
                <div><dt>What to do</dt><dd>%s</dd></div>
                %s<div><dt>Rule</dt><dd><code>%s</code>, needed from %s on</dd></div>
                </dl>
                """,
                rule.why(),
                rule.seenBy(),
                rule.remedy(),
                Html.when(
                        !rule.controls().isEmpty(),
                        Html.of("<div><dt>Controls</dt><dd>%s</dd></div>\n", String.join(", ", rule.controls()))),
                rule.id(),
                Wording.of(rule.stage()));
    }

    private String slicesOf(Finding finding) {
        return IntStream.range(0, scopes.size())
                .filter(index -> scopes.get(index).test(finding))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
