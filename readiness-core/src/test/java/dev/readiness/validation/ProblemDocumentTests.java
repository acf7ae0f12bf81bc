package dev.readiness.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ProblemDocumentTests {

    @Test
    void ofStatusSaysNoMoreThanTheStatus() {
        assertThat(json(ProblemDocument.ofStatus(404)))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}");
    }

    @Test
    void ownTypesAreUrns() {
        assertThat(ProblemDocument.of("rate-limited", "Too many requests", 429).type())
                .isEqualTo(URI.create("urn:problem-type:readiness:rate-limited"));
    }

    @Test
    void writesDetailInstanceAndExtensionsInOrder() {
        ProblemDocument problem = ProblemDocument.ofStatus(429)
                .withDetail("Try again in 7 seconds")
                .withInstance(URI.create("urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427"))
                .with("retryAfter", 7)
                .with("limits", List.of(Map.of("capacity", 30), true));

        assertThat(json(problem))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429,"
                        + "\"detail\":\"Try again in 7 seconds\","
                        + "\"instance\":\"urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427\","
                        + "\"retryAfter\":7,\"limits\":[{\"capacity\":30},true]}");
    }

    @Test
    void listsViolationsAsErrors() {
        ProblemDocument problem = ProblemDocument.invalidInput(
                List.of(new Violation(Violation.In.BODY, "/reason", "not-blank", "must not be blank")));

        assertThat(json(problem))
                .contains("\"type\":\"urn:problem-type:readiness:invalid-input\"")
                .endsWith("\"errors\":[{\"in\":\"body\",\"pointer\":\"/reason\",\"code\":\"not-blank\","
                        + "\"message\":\"must not be blank\"}]}");
    }

    @Test
    void listsFiftyViolationsAtMostAndSaysSo() {
        Violation violation = new Violation(Violation.In.QUERY, "/page", "missing", "must be present");

        Map<String, Object> extensions =
                ProblemDocument.invalidInput(Collections.nCopies(51, violation)).extensions();

        assertThat(extensions).containsEntry("truncated", true);
        assertThat(extensions.get("errors"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(50);
    }

    @Test
    void escapesWhatWouldBreakOutOfAString() {
        assertThat(json(ProblemDocument.ofStatus(400).withDetail("a\"b\\c\nd")))
                .contains("\"detail\":\"a\\\"b\\\\c\\nd\"");
    }

    @Test
    void writesHalfASurrogatePairAsAQuestionMark() {
        assertThat(json(ProblemDocument.ofStatus(400).withDetail("a\ud800b"))).contains("\"detail\":\"a?b\"");
    }

    @Test
    void writesOtherLanguages() {
        assertThat(json(ProblemDocument.ofStatus(400).withDetail("darf nicht größer sein 😀")))
                .contains("\"detail\":\"darf nicht größer sein 😀\"");
    }

    @Test
    void keepsItsOwnCopyOfTheExtensions() {
        List<Object> errors = new ArrayList<>(List.of("first"));
        ProblemDocument problem = ProblemDocument.ofStatus(400).with("errors", errors);

        errors.add("second");

        assertThat(problem.extensions()).containsExactly(Map.entry("errors", List.of("first")));
    }

    @Test
    void refusesAStatusThatIsNoError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProblemDocument.ofStatus(200))
                .withMessage("'status' must be between 400 and 599 but is 200");
    }

    @Test
    void refusesAnExtensionThatRedefinesAMember() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProblemDocument.ofStatus(400).with("status", 200))
                .withMessage("'extensions' must not redefine a member of RFC 9457 but has 'status'");
    }

    @Test
    void refusesAnExtensionThatIsNoJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProblemDocument.ofStatus(400).with("cause", new Object()))
                .withMessage("'cause' must be a string, number, boolean, list or map but is a java.lang.Object");
    }

    private static String json(ProblemDocument problem) {
        return new String(problem.toJson(), StandardCharsets.UTF_8);
    }
}
