package dev.readiness.assessment;

import java.util.List;
import java.util.stream.IntStream;

/** Who gets through to which endpoint, as a table of endpoints and callers; what frameworks brought is folded away. */
final class AccessSection {

    /** With more callers than this their names stand upright. */
    private static final int NAMES_THAT_FIT = 6;

    private final AccessMatrix matrix;

    private AccessSection(AccessMatrix matrix) {
        this.matrix = matrix;
    }

    static Html of(AccessMatrix matrix) {
        return matrix.isEmpty() ? Html.EMPTY : new AccessSection(matrix).section();
    }

    private Html section() {
        AccessMatrix own = matrix.only(Endpoint::isApplication);
        AccessMatrix framework = matrix.only(endpoint -> !endpoint.isApplication());
        return Html.of(
                """
                <section aria-labelledby="access">
                <h2 id="access">Who reaches what</h2>
                <p class="hint">%s %s reaches it, %s is refused, %s could not be seen.</p>
                %s%s%s</section>
                """,
                Wording.MATRIX,
                Wording.mark(AccessMatrix.Cell.ALLOWED),
                Wording.mark(AccessMatrix.Cell.DENIED),
                Wording.mark(AccessMatrix.Cell.UNKNOWN),
                Html.each(matrix.remarks(), remark -> Html.of("<p class=\"hint\">%s</p>\n", remark)),
                Html.when(!own.isEmpty(), table("Who reaches the endpoints of the application", own)),
                Html.when(
                        !framework.isEmpty(),
                        Html.of(
                                "<details class=\"framework\"><summary>%s brought by frameworks</summary>\n%s</details>\n",
                                Wording.count(framework.rows().size(), "endpoint"),
                                table("Who reaches what frameworks brought", framework))));
    }

    /** The roles say again what the elements mean, because the narrow layout takes the table apart. */
    private static Html table(String caption, AccessMatrix matrix) {
        return Html.of(
                """
                <table role="table" class="matrix%s">
                <caption>%s</caption>
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">endpoint</th>%s</tr></thead>
                <tbody role="rowgroup">
                %s</tbody>
                </table>
                """,
                matrix.callers().size() > NAMES_THAT_FIT ? " upright" : "",
                caption,
                Html.each(
                        matrix.callers(),
                        caller -> Html.of(
                                "<th role=\"columnheader\" scope=\"col\" class=\"caller\"><span>%s</span></th>",
                                caller)),
                Html.each(matrix.rows(), row -> row(row, matrix.callers())));
    }

    private static Html row(AccessMatrix.Row row, List<String> callers) {
        return Html.of(
                "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><code>%s</code>%s</th>%s</tr>\n",
                row.endpoint().id(),
                Html.when(!row.why().isEmpty(), Html.of(" <small>unknown: %s</small>", row.why())),
                Html.each(
                        IntStream.range(0, callers.size()).boxed().toList(),
                        column -> cell(row.cells().get(column), callers.get(column))));
    }

    private static Html cell(AccessMatrix.Cell cell, String caller) {
        return Html.of(
                "<td role=\"cell\" data-label=\"%s\"><b class=\"%s\">%s<span class=\"spoken\"> %s</span></b></td>",
                caller, Wording.of(cell), Wording.mark(cell), Wording.of(cell));
    }
}
