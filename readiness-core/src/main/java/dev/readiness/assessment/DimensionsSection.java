package dev.readiness.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the application stands in each dimension, with the counts and their denominator; never a bare score. */
final class DimensionsSection {

    private DimensionsSection() {}

    static Html of(Assessment assessment) {
        return Html.of("""
                <section aria-labelledby="dimensions">
                <h2 id="dimensions">Dimensions</h2>
                <svg class="defs" aria-hidden="true" width="0" height="0"><defs><pattern id="hatch" width="6" height="6" \
                patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-paper"/>\
                <rect width="2.5" height="6" class="hatch-line"/></pattern></defs></svg>
                <ul class="dimensions">
                %s</ul>
                %s</section>
                """, Html.each(assessment.dimensions(), DimensionsSection::dimension), charts(assessment));
    }

    private static Html dimension(DimensionStanding standing) {
        return Html.of(
                """
                <li><h3>%s</h3>
                %s%s</li>
                """,
                standing.dimension().label(),
                GradeMark.of(standing.grading()),
                standing.asked() == 0 ? nothingAsked() : counts(standing));
    }

    private static Html charts(Assessment assessment) {
        return Html.when(
                !assessment.charts().isEmpty(),
                Html.of("<div class=\"charts\">\n%s</div>\n", Html.each(assessment.charts(), ChartFigure::of)));
    }

    private static Html nothingAsked() {
        return Html.of("<p class=\"score none\">nothing was asked</p>\n<p class=\"rest\">So nothing is known.</p>\n");
    }

    private static Html counts(DimensionStanding standing) {
        String rest = Wording.notPassed(standing);
        return Html.of(
                """
                <p class="score"><strong>%s</strong> of %s passed</p>
                %s<p class="rest">%s</p>
                %s""",
                standing.passed(),
                standing.asked(),
                bar(standing),
                rest.isEmpty() ? "all passed" : rest,
                Html.each(standing.grading().caps(), cap -> Html.of("<p class=\"cap\">%s</p>\n", cap)));
    }

    /** The counts as a picture; the text beside it says the same, so that it is hidden from screen readers. */
    private static Html bar(DimensionStanding standing) {
        List<Html> parts = new ArrayList<>();
        int before = 0;
        for (Result result : List.of(Result.PASS, Result.ATTESTED, Result.WAIVED, Result.UNKNOWN, Result.FAIL)) {
            int count = count(standing, result);
            if (count > 0) {
                parts.add(part(result, percent(before, standing), percent(count, standing)));
            }
            before += count;
        }
        return Html.of("<svg class=\"bar\" aria-hidden=\"true\">%s</svg>\n", Html.each(parts, part -> part));
    }

    private static Html part(Result result, String start, String width) {
        return Html.of("<rect class=\"%s\" x=\"%s\" width=\"%s\"/>", Wording.of(result), start, width);
    }

    private static int count(DimensionStanding standing, Result result) {
        return switch (result) {
            case PASS -> standing.passed();
            case FAIL -> standing.failed();
            case UNKNOWN -> standing.unknown();
            case ATTESTED -> standing.attested();
            case WAIVED -> standing.waived();
            case NOT_APPLICABLE -> 0;
        };
    }

    private static String percent(int count, DimensionStanding standing) {
        return String.format(Locale.ROOT, "%.2f%%", count * 100.0 / standing.asked());
    }
}
