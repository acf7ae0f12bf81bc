package dev.readiness.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How far each slice has come, as a ladder of stages, and what is to be done before the next one. */
final class SlicesSection {

    private SlicesSection() {}

    static Html of(Assessment assessment) {
        return Html.of(
                """
                <section aria-labelledby="slices">
                <h2 id="slices">Slices</h2>
                %s%s</section>
                """,
                assessment.slices().isEmpty()
                        ? Html.of("<p>No slice was found: the application has no endpoint of its own.</p>\n")
                        : Html.each(assessment.slices(), standing -> slice(standing, assessment)),
                proposals(assessment));
    }

    private static Html proposals(Assessment assessment) {
        return Html.when(
                !assessment.proposals().isEmpty(),
                Html.of(
                        """
                        <details class="proposals"><summary>%s for endpoints of no declared one</summary>
                        <p class="hint">By the first part of the path that says something: a guess at a workflow, not the workflow.</p>
                        %s</details>
                        """,
                        Wording.count(assessment.proposals().size(), "proposed slice"),
                        Html.each(assessment.proposals(), standing -> proposal(standing, assessment))));
    }

    private static Html proposal(SliceStanding standing, Assessment assessment) {
        List<Slice> declared =
                assessment.slices().stream().map(SliceStanding::slice).toList();
        return Html.of(
                """
                <article class="slice proposed">
                <h4>%s <small>proposed</small></h4>
                <p>It would be a <b>%s</b>. %s.</p>
                <div class="paste"><p class="label">To declare it</p><pre tabindex="0">%s</pre></div>
                </article>
                """,
                standing.slice().name(),
                Wording.of(standing.stage()),
                Wording.outlook(standing),
                SliceProposals.snippet(standing.slice(), declared));
    }

    private static Html slice(SliceStanding standing, Assessment assessment) {
        return Html.of(
                """
                <article class="slice">
                <h3>%s</h3>
                <p class="path">%s</p>
                <ol class="ladder">
                %s</ol>
                <p class="outlook">%s.</p>
                %s</article>
                """,
                standing.slice().name(),
                Html.each(standing.slice().endpoints(), endpoint -> Html.of("<code>%s</code> ", endpoint)),
                Html.each(List.of(Stage.values()), stage -> rung(stage, standing)),
                Wording.outlook(standing),
                obstacles(standing, assessment));
    }

    private static Html rung(Stage stage, SliceStanding standing) {
        boolean here = stage == standing.stage();
        boolean reached = stage.compareTo(standing.stage()) <= 0;
        return Html.of(
                "<li class=\"%s\"%s><span class=\"step\"></span><b>%s</b> <small>%s</small></li>\n",
                reached ? "reached" : "ahead",
                Html.when(here, new Html(" aria-current=\"step\"")),
                Wording.of(stage),
                Wording.users(stage));
    }

    private static Html obstacles(SliceStanding standing, Assessment assessment) {
        Map<RuleDescription, List<Finding>> byRule = standing.obstacles().stream()
                .collect(Collectors.groupingBy(assessment::ruleOf, LinkedHashMap::new, Collectors.toList()));
        return Html.when(
                !byRule.isEmpty(),
                Html.of(
                        "<ul class=\"obstacles\">\n%s</ul>\n",
                        Html.each(
                                List.copyOf(byRule.entrySet()), entry -> obstacle(entry.getKey(), entry.getValue()))));
    }

    private static Html obstacle(RuleDescription rule, List<Finding> findings) {
        List<String> places = findings.stream().map(Finding::where).toList();
        return Html.of(
                "<li><a href=\"#%s\">%s</a> <span class=\"places\">%s</span></li>\n",
                rule.id(), rule.title(), Html.each(places, place -> Html.of("<code>%s</code> ", place)));
    }
}
