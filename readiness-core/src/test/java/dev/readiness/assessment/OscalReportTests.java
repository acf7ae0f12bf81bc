package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OSCAL assessment results 1.1.2, against the schema that the library of NIST ships. */
class OscalReportTests {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(ClassLoader.getSystemResourceAsStream("schema/json/oscal-ar_schema.json"));

    private static final String DOCUMENT = ReportWriter.oscal().render(ExampleAssessment.clinic());

    private static final JsonNode RESULT = new JsonMapper().readTree(DOCUMENT).at("/assessment-results/results/0");

    @Test
    void documentIsValid() {
        assertThat(problemsOf(DOCUMENT)).isEmpty();
    }

    @Test
    void documentOfNothingIsValid() {
        Assessment nothing = Assessor.builder().build().assess(new Inventory("empty", List.of()));

        assertThat(problemsOf(ReportWriter.oscal().render(nothing))).isEmpty();
    }

    @Test
    void documentWithHostileTextsIsValid() {
        assertThat(problemsOf(
                        ReportWriter.oscal().render(ExampleAssessment.everyTextIs(" \"</script>\u202E]]>\u0000\n"))))
                .isEmpty();
    }

    @Test
    void brokenDocumentIsRefused() {
        assertThat(problemsOf(DOCUMENT.replace("\"not-satisfied\"", "\"perhaps\"")))
                .isNotEmpty();
        assertThat(problemsOf(DOCUMENT.replace("\"reviewed-controls\"", "\"reviewed\"")))
                .isNotEmpty();
    }

    @Test
    void everyFindingIsAnObservation() {
        assertThat(RESULT.get("observations"))
                .hasSameSizeAs(ExampleAssessment.clinic().findings());
    }

    @Test
    void noControlIsEverSaidToBeSatisfied() {
        assertThat(RESULT.get("findings").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        finding -> assertThat(finding.at("/target/status/state").asString())
                                .isEqualTo("not-satisfied"));
    }

    @Test
    void gapLeadsToItsObservations() {
        List<String> observed = RESULT.get("observations")
                .valueStream()
                .map(observation -> observation.get("uuid").asString())
                .toList();

        assertThat(observed).doesNotHaveDuplicates();
        assertThat(RESULT.get("findings").valueStream())
                .flatMap(finding ->
                        finding.get("related-observations").valueStream().toList())
                .isNotEmpty()
                .allSatisfy(related -> assertThat(observed)
                        .contains(related.get("observation-uuid").asString()));
    }

    @Test
    void controlThatNoRuleLookedAtWasNotReviewed() {
        assertThat(RESULT.get("reviewed-controls").toString())
                .contains("hipaa-164.312_a__1_")
                .doesNotContain("hipaa-164.310_a__1_");
    }

    @Test
    void sameAssessmentGivesTheSameDocument() {
        assertThat(ReportWriter.oscal().render(ExampleAssessment.clinic())).isEqualTo(DOCUMENT);
    }

    private static List<Error> problemsOf(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }
}
