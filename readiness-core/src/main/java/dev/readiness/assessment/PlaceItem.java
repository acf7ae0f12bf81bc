package dev.readiness.assessment;

import java.util.ArrayList;
import java.util.List;

/** One place of a rule: what was seen there, why that is a problem, and what to paste. */
final class PlaceItem {

    private PlaceItem() {}

    /** Returns the item; {@code slices} are the numbers of the slices that the finding concerns, for the filter. */
    static Html of(Finding finding, Assessment assessment, String slices) {
        return Html.of(
                """
                <li class="place %s" data-result="%s" data-slices="%s">
                <p class="where"><span class="result">%s</span> <code>%s</code></p>
                %s%s%s%s%s</li>
                """,
                Wording.of(finding.result()),
                Wording.of(finding.result()),
                slices,
                Wording.past(finding.result()),
                finding.where(),
                acceptance(finding),
                Html.when(!finding.problem().isBlank(), Html.of("<p>%s</p>\n", finding.problem())),
                evidence(finding),
                Html.when(!finding.remedy().isBlank(), paste("Remedy", finding.remedy())),
                waiver(finding, assessment));
    }

    private static Html acceptance(Finding finding) {
        return Html.each(
                finding.acceptance().stream().toList(),
                note -> Html.of("<p class=\"acceptance\">%s: %s</p>\n", note.source(), note.observation()));
    }

    private static Html evidence(Finding finding) {
        List<Evidence> seen = new ArrayList<>(finding.evidence());
        finding.acceptance().ifPresent(note -> seen.remove(seen.size() - 1));
        return Html.when(
                !seen.isEmpty(),
                Html.of(
                        "<ul class=\"evidence\" aria-label=\"Evidence\">\n%s</ul>\n",
                        Html.each(seen, PlaceItem::observation)));
    }

    private static Html observation(Evidence evidence) {
        return Html.of("<li><span>%s:</span> %s</li>\n", evidence.source(), evidence.observation());
    }

    private static Html waiver(Finding finding, Assessment assessment) {
        return Html.when(
                finding.result() == Result.FAIL,
                Html.of(
                        "<details class=\"waiver\"><summary>Accept it for now instead</summary>\n%s</details>\n",
                        paste("Properties", NotReadyException.waiverSnippet(finding, assessment))));
    }

    private static Html paste(String label, String text) {
        return Html.of(
                "<div class=\"paste\"><p class=\"label\">%s</p><pre tabindex=\"0\">%s</pre></div>\n",
                label, text.strip());
    }
}
