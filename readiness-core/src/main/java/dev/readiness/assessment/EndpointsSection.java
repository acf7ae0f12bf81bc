package dev.readiness.assessment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every way in, with what is in effect there; what frameworks brought is listed apart. */
final class EndpointsSection {

    private static final Html NOTHING = new Html("<span class=\"nothing\">–</span>");

    private final Assessment assessment;

    private EndpointsSection(Assessment assessment) {
        this.assessment = assessment;
    }

    static Html of(Assessment assessment) {
        return new EndpointsSection(assessment).section();
    }

    private Html section() {
        List<AssessedEndpoint> own = ofOrigin(Endpoint.Origin.APPLICATION);
        List<AssessedEndpoint> framework = ofOrigin(Endpoint.Origin.FRAMEWORK);
        return Html.of(
                """
                <section aria-labelledby="endpoints">
                <h2 id="endpoints">Endpoints</h2>
                %s%s</section>
                """,
                own.isEmpty()
                        ? Html.of("<p>The application has no endpoint of its own.</p>\n")
                        : table("Endpoints of the application", own),
                Html.when(
                        !framework.isEmpty(),
                        Html.of(
                                "<details class=\"framework\"><summary>%s brought by frameworks</summary>\n%s</details>\n",
                                Wording.count(framework.size(), "endpoint"),
                                table("Endpoints brought by frameworks", framework))));
    }

    private List<AssessedEndpoint> ofOrigin(Endpoint.Origin origin) {
        return assessment.endpoints().stream()
                .filter(assessed -> assessed.endpoint().origin() == origin)
                .toList();
    }

    /** The roles say again what the elements mean, because the narrow layout takes the table apart. */
    private Html table(String caption, List<AssessedEndpoint> endpoints) {
        Set<String> aspects = endpoints.stream()
                .flatMap(assessed -> assessed.facts().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> columns = new ArrayList<>(List.of("endpoint", "changes data"));
        columns.addAll(aspects);
        columns.add("findings");
        return Html.of(
                """
                <table role="table">
                <caption>%s</caption>
                <thead role="rowgroup"><tr role="row">%s</tr></thead>
                <tbody role="rowgroup">
                %s</tbody>
                </table>
                """,
                caption,
                Html.each(columns, column -> Html.of("<th role=\"columnheader\" scope=\"col\">%s</th>", column)),
                Html.each(endpoints, assessed -> row(assessed, List.copyOf(aspects))));
    }

    private Html row(AssessedEndpoint assessed, List<String> aspects) {
        Endpoint endpoint = assessed.endpoint();
        return Html.of(
                """
                <tr role="row"><th role="rowheader" scope="row"><code>%s</code> <small>%s</small></th>%s%s%s</tr>
                """,
                endpoint.id(),
                endpoint.handler(),
                cell("changes data", Html.of("%s", endpoint.writes() ? "yes" : "no")),
                Html.each(aspects, aspect -> cell(aspect, fact(assessed.facts().get(aspect)))),
                cell("findings", findings(endpoint)));
    }

    private static Html cell(String label, Html content) {
        return Html.of("<td role=\"cell\" data-label=\"%s\"><div>%s</div></td>", label, content);
    }

    private static Html fact(EndpointInspector.@Nullable Fact fact) {
        if (fact == null) {
            return NOTHING;
        }
        return Html.of(
                "<span class=\"%s\">%s</span> %s",
                fact.value().equals("unknown") ? "unknown" : "fact",
                fact.value(),
                Html.when(!fact.detail().isBlank(), Html.of("<small>%s</small>", fact.detail())));
    }

    private Html findings(Endpoint endpoint) {
        List<Finding> findings = assessment.findings().stream()
                .filter(finding -> finding.where().equals(endpoint.id()))
                .toList();
        return findings.isEmpty()
                ? NOTHING
                : Html.each(
                        List.of(Result.FAIL, Result.UNKNOWN, Result.WAIVED, Result.ATTESTED, Result.PASS),
                        result -> count(
                                result,
                                findings.stream()
                                        .filter(finding -> finding.result() == result)
                                        .count()));
    }

    private static Html count(Result result, long count) {
        return Html.when(
                count > 0,
                Html.of("<span class=\"%s\">%s %s</span> ", Wording.of(result), count, Wording.past(result)));
    }
}
