package dev.readiness.assessment;

import java.util.List;

/** What is done, what is left, and how long that may take: an interval with its assumptions. */
final class EffortSection {

    private EffortSection() {}

    static Html of(Effort effort) {
        return Html.of(
                """
                <section aria-labelledby="effort">
                <h2 id="effort">Effort</h2>
                <p class="outlook">%s.</p>
                %s<table role="table" class="cells">
                <caption>Cells: one rule at one place is one cell</caption>
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">where</th>\
                <th role="columnheader" scope="col">done</th><th role="columnheader" scope="col">left</th>\
                <th role="columnheader" scope="col">accepted</th><th role="columnheader" scope="col">of</th></tr></thead>
                <tbody role="rowgroup">
                %s%s%s</tbody>
                </table>
                %s</section>
                """,
                EffortWording.outlook(effort),
                Html.when(effort.rest() != null, assumptions(effort)),
                row("the whole, each cell once", effort.total()),
                row("the application as a whole", effort.application()),
                Html.each(effort.slices(), slice -> row("endpoints of " + slice.slice(), slice.cells())),
                Html.when(effort.perCell() == null, howToEstimate()));
    }

    private static Html assumptions(Effort effort) {
        return Html.of(
                """
                <ul class="assumptions">
                %s<li>%s.</li>
                </ul>
                """,
                Html.each(effort.assumptions(), sentence -> Html.of("<li>%s.</li>\n", sentence)),
                EffortWording.score(effort.score()));
    }

    private static Html howToEstimate() {
        return Html.of("""
                <p class="hint">To get an interval for the rest, say how long a finished slice took:</p>
                <div class="paste"><p class="label">Property</p><pre tabindex="0">readiness.effort.finished.NAME=24h</pre></div>
                """);
    }

    private static Html row(String where, Cells cells) {
        List<Integer> counts = List.of(cells.done(), cells.left(), cells.accepted(), cells.all());
        List<String> labels = List.of("done", "left", "accepted", "of");
        return Html.of(
                "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">%s</th>%s</tr>\n",
                where,
                Html.each(
                        List.of(0, 1, 2, 3),
                        index -> Html.of(
                                "<td role=\"cell\" data-label=\"%s\"><div>%s</div></td>",
                                labels.get(index), counts.get(index))));
    }
}
