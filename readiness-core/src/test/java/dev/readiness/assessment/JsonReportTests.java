package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTests {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonReportTests.class.getResourceAsStream("hardening-report.schema.json"));

    @Test
    void documentIsValid() {
        assertThat(problemsOf(ReportWriter.json().render(ExampleAssessment.clinic())))
                .isEmpty();
    }

    @Test
    void documentWithAChartIsValid() {
        Assessment measured = ExampleAssessment.clinic()
                .withCharts(List.of(new ReportChart(
                        Dimension.PERFORMANCE,
                        "Scale ladder",
                        List.of(new ReportChart.Bar("10 users", Double.NaN, Result.UNKNOWN, "measured")),
                        List.of("Nothing is predicted."))));
        String json = ReportWriter.json().render(measured);

        assertThat(problemsOf(json)).isEmpty();
        assertThat(MAPPER.readTree(json).at("/charts/0/bars/0/label").asString())
                .isEqualTo("10 users");
    }

    @Test
    void aCellStandsWhereItsCallerDoes() {
        JsonNode access = MAPPER.readTree(ReportWriter.json().render(ExampleAssessment.clinic()))
                .get("access");

        assertThat(access.at("/callers/2").asString()).startsWith("ROLE_ADMINISTRATION");
        assertThat(access.at("/rows/4/endpoint").asString()).isEqualTo("GET /admin");
        assertThat(access.at("/rows/3/cells/2").asString()).isEqualTo("denied");
        assertThat(access.at("/rows/3/cells/3").asString()).isEqualTo("unknown");
        assertThat(access.at("/rows/3/why").asString()).startsWith("method security decides");
    }

    @Test
    void matrixOfASliceHoldsNoOtherEndpoint() {
        JsonNode access = MAPPER.readTree(
                        ReportWriter.json().render(ExampleAssessment.clinic().onlySlice("administration")))
                .get("access");

        assertThat(access.get("rows").size()).isEqualTo(1);
        assertThat(access.at("/rows/0/endpoint").asString()).isEqualTo("GET /admin");
    }

    @Test
    void documentOfNothingIsValid() {
        Assessment nothing = Assessor.builder().build().assess(new Inventory("empty", List.of()));

        assertThat(problemsOf(ReportWriter.json().render(nothing))).isEmpty();
    }

    @Test
    void documentWithHostileTextsIsValidAndKeepsThem() {
        String hostile = "\"</script>\u202E]]>\u0000\n";

        String json = ReportWriter.json().render(ExampleAssessment.everyTextIs(hostile));

        assertThat(problemsOf(json)).isEmpty();
        assertThat(MAPPER.readTree(json).get("application").asString()).isEqualTo(hostile);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "'\"version\": \"1.1\"', '\"version\": \"2.0\"'",
        "'\"result\": \"fail\"', '\"result\": \"failed\"'",
        "'\"severity\": \"critical\"', '\"severity\": 1'",
        "'\"where\": \"POST /signup\",', ''",
        "'\"waiver\"', '\"waver\"'",
        "'\"asked\": ', '\"asked\": -'",
        "'\"denied\"', '\"refused\"'",
        "'\"at\": \"2026-11-22T12:00:00Z\"', '\"at\": \"yesterday\"'",
    })
    void brokenDocumentIsRefused(String right, String wrong) {
        String json = ReportWriter.json().render(ExampleAssessment.clinic());

        assertThat(json).contains(right);
        assertThat(problemsOf(json.replace(right, wrong))).isNotEmpty();
    }

    @Test
    void everyPropertyIsDescribedInTheSchema() {
        JsonNode schema = MAPPER.readTree(JsonReportTests.class.getResourceAsStream("hardening-report.schema.json"));
        JsonNode document = MAPPER.readTree(ReportWriter.json().render(ExampleAssessment.clinic()));
        List<String> undescribed = new ArrayList<>();

        collectUndescribed(document, schema, schema, "", undescribed);

        assertThat(undescribed).isEmpty();
    }

    @Test
    void schemaIsTheOneThatTheDocumentNames() {
        JsonNode schema = MAPPER.readTree(JsonReportTests.class.getResourceAsStream("hardening-report.schema.json"));

        assertThat(schema.get("$id").asString()).isEqualTo(JsonReport.SCHEMA);
    }

    @Test
    void failureCarriesItsRuleItsEvidenceAndItsWaiver() {
        JsonNode worst = MAPPER.readTree(ReportWriter.json().render(ExampleAssessment.clinic()))
                .get("findings")
                .get(0);

        assertThat(worst.get("rule").asString()).isEqualTo("access.endpoint-open");
        assertThat(worst.get("severity").asString()).isEqualTo("critical");
        assertThat(worst.get("where").asString()).isEqualTo("GET /admin");
        assertThat(worst.get("evidence").get(0).get("observation").asString()).contains("AdminController.page");
        assertThat(worst.get("controls").get(0).asString()).startsWith("ASVS");
        assertThat(worst.get("waiver").asString()).contains("readiness.waivers[0].where=GET /admin");
    }

    @Test
    void onlyASliceThatExistsCanBeChosen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleAssessment.clinic().onlySlice("bookings"))
                .withMessage(
                        "'name' must be one of the slices [sign-up, booking, administration, appointments] but is 'bookings'");
    }

    @Test
    void documentDoesNotDependOnTheLocale() {
        String here = ReportWriter.json().render(ExampleAssessment.clinic());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ReportWriter.json().render(ExampleAssessment.clinic())).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<Error> problemsOf(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    /** Walks document and schema side by side: an open schema alone would not notice a property that it forgot. */
    private static void collectUndescribed(
            JsonNode value, JsonNode schema, JsonNode root, String path, List<String> undescribed) {
        JsonNode described =
                schema.has("$ref") ? root.at(schema.get("$ref").asString().substring(1)) : schema;
        if (value.isArray()) {
            value.forEach(item -> collectUndescribed(item, described.get("items"), root, path + "[]", undescribed));
        } else if (value.isObject()) {
            for (String name : value.propertyNames()) {
                JsonNode property = described.path("properties").path(name);
                if (property.isMissingNode()) {
                    undescribed.add(path + "." + name);
                } else {
                    collectUndescribed(value.get(name), property, root, path + "." + name, undescribed);
                }
            }
        }
    }
}
