package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SARIF 2.1.0: its schema, which comes with a library for tests, and the rules that a schema cannot say. */
class SarifReportTests {

    private static final JsonNode LOG =
            new JsonMapper().readTree(ReportWriter.sarif().render(ExampleAssessment.clinic()));
    private static final JsonNode RUN = LOG.get("runs").get(0);

    @Test
    void logIsValid() {
        assertThat(problemsOf(ReportWriter.sarif().render(ExampleAssessment.clinic())))
                .isEmpty();
    }

    @Test
    void logWithHostileTextsIsValid() {
        assertThat(problemsOf(
                        ReportWriter.sarif().render(ExampleAssessment.everyTextIs("\"</script>\u202E]]>\u0000\n"))))
                .isEmpty();
    }

    @Test
    void brokenLogIsRefused() {
        String log = ReportWriter.sarif().render(ExampleAssessment.clinic());

        assertThat(problemsOf(log.replace("\"kind\": \"open\"", "\"kind\": \"unknown\"")))
                .isNotEmpty();
        assertThat(problemsOf(log.replace("\"driver\"", "\"drive\""))).isNotEmpty();
    }

    @Test
    void logNamesItsVersionAndTool() {
        assertThat(LOG.get("version").asString()).isEqualTo("2.1.0");
        assertThat(LOG.get("$schema").asString()).endsWith("sarif-schema-2.1.0.json");
        assertThat(RUN.at("/tool/driver/name").asString()).isEqualTo("Readiness");
    }

    @Test
    void ruleIndexLeadsToTheRule() {
        JsonNode rules = RUN.at("/tool/driver/rules");

        assertThat(results())
                .isNotEmpty()
                .allSatisfy(
                        result -> assertThat(rules.get(result.get("ruleIndex").asInt())
                                        .get("id")
                                        .asString())
                                .isEqualTo(result.get("ruleId").asString()));
    }

    @Test
    void onlyAFailureHasALevel() {
        assertThat(results()).allSatisfy(result -> {
            boolean fails = result.get("kind").asString().equals("fail");
            assertThat(Set.of("error", "warning", "note")
                            .contains(result.get("level").asString()))
                    .isEqualTo(fails);
            assertThat(result.get("level").asString().equals("none")).isNotEqualTo(fails);
        });
    }

    @Test
    void whatCouldNotBeSeenIsOpen() {
        assertThat(kindOf("observability.logs-unstructured", "application")).isEqualTo("open");
    }

    @Test
    void waivedFindingIsASuppressedFailure() {
        JsonNode waived = result("ratelimit.endpoint-unlimited", "GET /admin");

        assertThat(waived.get("kind").asString()).isEqualTo("fail");
        assertThat(waived.at("/suppressions/0/kind").asString()).isEqualTo("external");
        assertThat(waived.at("/suppressions/0/justification").asString()).contains("until 2027-01-31");
    }

    @Test
    void failureIsNotSuppressed() {
        assertThat(result("access.endpoint-open", "GET /admin").has("suppressions"))
                .isFalse();
    }

    @Test
    void everyResultHasAMessageAndAPlace() {
        assertThat(results()).allSatisfy(result -> {
            assertThat(result.at("/message/text").asString()).isNotBlank();
            assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                            .asString())
                    .isNotBlank();
        });
    }

    @Test
    void fingerprintsTellResultsApart() {
        List<String> fingerprints = results()
                .map(result ->
                        result.at("/partialFingerprints/ruleAndPlace~1v1").asString())
                .toList();

        assertThat(fingerprints).doesNotHaveDuplicates().doesNotContain("");
    }

    private static List<Error> problemsOf(String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(ClassLoader.getSystemResourceAsStream("schema/sarif-schema-2.1.0.json"))
                .validate(json, InputFormat.JSON);
    }

    private static Stream<JsonNode> results() {
        return RUN.get("results").valueStream();
    }

    private static String kindOf(String rule, String where) {
        return result(rule, where).get("kind").asString();
    }

    private static JsonNode result(String rule, String where) {
        return results()
                .filter(result -> result.get("ruleId").asString().equals(rule))
                .filter(result -> result.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asString()
                        .equals(where))
                .findFirst()
                .orElseThrow();
    }
}
