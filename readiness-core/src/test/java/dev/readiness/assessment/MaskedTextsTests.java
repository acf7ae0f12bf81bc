package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is hidden in an assessment is hidden in every form of the report. The value is made up and opens nothing. */
class MaskedTextsTests {

    private static final String VALUE = "test-value-of-a-hook-4f9c1d";

    static Stream<ReportWriter> writers() {
        return Stream.of(
                ReportWriter.json(),
                ReportWriter.html(),
                ReportWriter.markdown(),
                ReportWriter.text(),
                ReportWriter.summary(),
                ReportWriter.sarif(),
                ReportWriter.oscal(),
                ReportWriter.junit());
    }

    @ParameterizedTest
    @MethodSource("writers")
    void noWriterShowsWhatIsHidden(ReportWriter writer) {
        Assessment given = ExampleAssessment.everyTextIs("/hooks/" + VALUE + "/in");

        assertThat(writer.render(given.hiding(text -> text.replace(VALUE, "[redacted]"))))
                .doesNotContain(VALUE);
    }

    @Test
    void whatBelongsTogetherStillDoes() {
        Assessment hidden = ExampleAssessment.everyTextIs("/hooks/" + VALUE + "/in")
                .hiding(text -> text.replace(VALUE, "[redacted]"));

        assertThat(hidden.onlySlice("/hooks/[redacted]/in").endpoints()).hasSize(1);
        assertThat(hidden.endpoints().get(0).facts()).hasSize(1);
    }

    @Test
    void withoutAnythingToHideItIsTheSame() {
        Assessment given = ExampleAssessment.clinic();

        assertThat(given.hiding(text -> text.replace(VALUE, "[redacted]"))).isSameAs(given);
    }
}
