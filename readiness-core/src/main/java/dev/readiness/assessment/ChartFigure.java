package dev.readiness.assessment;

import java.util.Locale;

/** A chart as a list with bars; the bars say nothing that the text beside them does not say. */
final class ChartFigure {

    private ChartFigure() {}

    static Html of(ReportChart chart) {
        return Html.of(
                """
                <figure class="chart">
                <figcaption>%s</figcaption>
                <dl>
                %s</dl>
                %s</figure>
                """,
                chart.title(),
                Html.each(chart.bars(), ChartFigure::bar),
                Html.each(chart.remarks(), remark -> Html.of("<p>%s</p>\n", remark)));
    }

    private static Html bar(ReportChart.Bar bar) {
        return Html.of(
                """
                <div><dt>%s</dt>
                <dd><svg class="bar" aria-hidden="true"><rect class="rail" width="100%%"/><rect class="%s" width="%s"/></svg>
                %s</dd></div>
                """,
                bar.label(),
                bar.tone() == Result.NOT_APPLICABLE ? "plain" : Wording.of(bar.tone()),
                String.format(Locale.ROOT, "%.1f%%", bar.share() * 100),
                bar.text());
    }
}
