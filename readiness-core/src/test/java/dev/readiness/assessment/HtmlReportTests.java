package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTests {

    private static final String PAGE = ReportWriter.html().render(ExampleAssessment.clinic());

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'onclick='alert(1)", "]]><b>"})
    void textOfTheApplicationNeverBecomesMarkup(String hostile) {
        String page = ReportWriter.html().render(ExampleAssessment.everyTextIs(hostile));

        assertThat(page).doesNotContain(hostile);
        assertThat(page).containsPattern("<h1>[^<\"']*</h1>");
    }

    @Test
    void ampersandIsEscapedOnce() {
        assertThat(ReportWriter.html().render(ExampleAssessment.everyTextIs("a&b")))
                .contains("<h1>a&amp;b</h1>");
    }

    @Test
    void percentSignsAreJustText() {
        assertThat(ReportWriter.html().render(ExampleAssessment.everyTextIs("%s%n%d")))
                .contains("<h1>%s%n%d</h1>");
    }

    @Test
    void charactersThatTurnTheDirectionAreShown() {
        String page = ReportWriter.html().render(ExampleAssessment.everyTextIs("/admin\u202Enimda\u0000"));

        assertThat(page).doesNotContain("\u202E").contains("/admin[U+202E]nimda[U+0000]");
    }

    @Test
    void pageLoadsNothing() {
        assertThat(PAGE).doesNotContainPattern("(src|href)=\"(?!#|data:,)").doesNotContain("@import", "url(http");
    }

    @Test
    void policyAllowsOnlyThePagesOwnStyleAndScript() {
        assertThat(PAGE)
                .contains("default-src 'none'")
                .containsPattern("style-src 'sha256-[^']+'; script-src 'sha256-[^']+'")
                .doesNotContain("unsafe-inline")
                .doesNotContainPattern(" (style|on[a-z]+)=\"");
    }

    @Test
    void aChartSaysInWordsWhatItsBarsShow() {
        Assessment measured = ExampleAssessment.clinic()
                .withCharts(List.of(new ReportChart(
                        Dimension.PERFORMANCE,
                        "Scale ladder <1>",
                        List.of(new ReportChart.Bar("1,000 users", 7, Result.FAIL, "predicted & not carried")),
                        List.of("First limit: a pool."))));

        assertThat(ReportWriter.html().render(measured))
                .contains(
                        "<figcaption>Scale ladder &lt;1&gt;</figcaption>",
                        "<rect class=\"fail\" width=\"100.0%\"/>",
                        "predicted &amp; not carried",
                        "<p>First limit: a pool.</p>");
        assertThat(PAGE).doesNotContain("<figure");
    }

    @Test
    void cellOfTheMatrixSaysInWordsWhatItsSignShows() {
        assertThat(PAGE)
                .contains(
                        "<td role=\"cell\" data-label=\"ROLE_NURSE\"><b class=\"denied\">\u2013<span class=\"spoken\"> denied")
                .contains("<small>unknown: method security decides by the arguments or the result of the call</small>")
                .contains("4 further authorities are left out: ROLE_W, ROLE_X, ROLE_Y, ROLE_Z.");
        assertThat(PAGE.indexOf("GET /admin</code>", PAGE.indexOf("id=\"access\"")))
                .isLessThan(PAGE.indexOf("<summary>1 endpoint brought by frameworks", PAGE.indexOf("id=\"access\"")));
    }

    @Test
    void withoutAnybodyToAskThereIsNoMatrix() {
        Assessment nothing = Assessor.builder().build().assess(new Inventory("empty", List.of()));

        assertThat(ReportWriter.html().render(nothing)).doesNotContain("id=\"access\"", "#access");
        assertThat(ReportWriter.json().render(nothing)).doesNotContain("\"access\"");
        assertThat(ReportWriter.text().render(nothing)).doesNotContain("Who reaches");
        assertThat(ReportWriter.markdown().render(nothing)).doesNotContain("Who reaches");
    }

    @Test
    void dimensionIsShownWithItsDenominator() {
        assertThat(PAGE).contains("<strong>7</strong> of 13 passed").contains("4 failed, 1 unknown, 1 waived");
    }

    @Test
    void dimensionThatNothingWasAskedOfIsNotAPass() {
        assertThat(PAGE)
                .containsPattern(
                        "<h3>performance</h3>\\s*<span class=\"grade none\">.*\\s*<p class=\"score none\">nothing was asked");
    }

    @Test
    void waivedFindingSaysUntilWhenAndWhy() {
        assertThat(PAGE).contains("waived until 2027-01-31: reached through the office network only");
    }

    @Test
    void attestedFindingSaysByWhomAndOnWhat() {
        assertThat(PAGE)
                .contains("attested by the operations lead until 2027-03-31: drain drill of October, ticket 118");
    }

    @Test
    void pageOfOneSliceHoldsNoOtherEndpoint() {
        String page = ReportWriter.html().render(ExampleAssessment.clinic().onlySlice("administration"));

        assertThat(page).contains("GET /admin").doesNotContain("POST /appointments");
    }

    @Test
    void pageDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ReportWriter.html().render(ExampleAssessment.clinic())).isEqualTo(PAGE);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void applicationWithoutEndpointsAndRulesHasAPage() {
        Assessment nothing = Assessor.builder().build().assess(new Inventory("empty", List.of()));

        assertThat(ReportWriter.html().render(nothing)).contains("Nothing was asked, so nothing is known.");
    }

    @Test
    void writeCreatesTheFolders(@TempDir Path folder) {
        Path file = folder.resolve("deep").resolve("hardening.html");

        ReportWriter.html().write(ExampleAssessment.clinic(), file);

        assertThat(Files.exists(file)).isTrue();
        assertThat(file).content().isEqualTo(PAGE);
    }
}
