package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDetailsTests {

    private static final String VALID =
            "{\"reason\":\"check-up\",\"phone\":\"+41791234567\",\"day\":\"2026-01-31\",\"kind\":\"CHECK_UP\","
                    + "\"items\":[{\"quantity\":1}]}";

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                BookingApplication.class,
                "readiness.validation.problem-details=true",
                "readiness.validation.max-body-size=1KB");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void letsValidInputThrough() {
        assertThat(application.postJson("/bookings", VALID).statusCode()).isEqualTo(200);
    }

    @Test
    void namesEveryViolationOfABody() {
        HttpResponse<String> response = application.postJson(
                "/bookings",
                "{\"reason\":\" \",\"phone\":\"S3cretPass!\",\"items\":[{\"quantity\":1},{\"quantity\":-2}]}");

        assertProblem(response, 400);
        assertThat(response.body())
                .isEqualTo(
                        "{\"type\":\"urn:problem-type:readiness:invalid-input\",\"title\":\"The input is not valid\","
                                + "\"status\":400,\"errors\":["
                                + error("body", "/items/1/quantity", "positive", "must be greater than 0") + ","
                                + error("body", "/phone", "pattern", "is not valid") + ","
                                + error("body", "/reason", "not-blank", "must not be blank") + "]}");
    }

    @Test
    void pointsIntoABodyThatIsAList() {
        HttpResponse<String> response = application.postJson("/bookings/many", "[" + VALID + ",{\"reason\":\"\"}]");

        assertProblem(response, 400);
        assertThat(response.body()).contains(error("body", "/1/reason", "not-blank", "must not be blank"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9, 14, 20, 40, 60, 90})
    void saysWhereJsonThatWasCutOffEnds(int length) {
        HttpResponse<String> response = application.postJson("/bookings", VALID.substring(0, length));

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"in\":\"body\"", "\"code\":\"malformed\"", "is not well-formed JSON at line 1, column ")
                .doesNotContainIgnoringCase("jackson")
                .doesNotContain("Unexpected", "java.", "check-up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"day\":\"S3cret\"}|/day",
                "{\"kind\":\"S3cret\"}|/kind",
                "{\"items\":[{\"quantity\":\"S3cret\"}]}|/items/0/quantity",
                "{\"items\":\"S3cret\"}|/items",
                "{\"reason\":{\"S3cret\":1}}|/reason",
                "[1]|''"
            })
    void namesTheFieldThatHasTheWrongType(String json, String pointer) {
        HttpResponse<String> response = application.postJson("/bookings", json);

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"errors\":[" + error("body", pointer, "type-mismatch", "has the wrong type") + "]")
                .doesNotContain("S3cret", "java.", "dev.readiness");
    }

    @Test
    void saysThatABodyIsMissing() {
        HttpResponse<String> response = application.postJson("/bookings", "");

        assertProblem(response, 400);
        assertThat(response.body()).contains(error("body", "", "missing", "must be present"));
    }

    @Test
    void saysThatAParameterIsMissing() {
        HttpResponse<String> response = application.get("/bookings");

        assertProblem(response, 400);
        assertThat(response.body()).contains(error("query", "/size", "missing", "must be present"));
    }

    @Test
    void saysThatAHeaderIsMissing() {
        HttpResponse<String> response = application.get("/headers");

        assertProblem(response, 400);
        assertThat(response.body()).contains(error("header", "/X-Tenant", "missing", "must be present"));
    }

    @Test
    void doesNotRepeatAParameterOfTheWrongType() {
        HttpResponse<String> response = application.get("/bookings?size=S3cret");

        assertProblem(response, 400);
        assertThat(response.body())
                .contains(error("query", "/size", "type-mismatch", "must be a whole number"))
                .doesNotContain("S3cret");
    }

    @Test
    void doesNotRepeatAPathVariableOfTheWrongType() {
        HttpResponse<String> response = application.get("/bookings/S3cret");

        assertProblem(response, 400);
        assertThat(response.body())
                .contains(error("path", "/id", "type-mismatch", "must be a UUID"))
                .doesNotContain("S3cret");
    }

    @ParameterizedTest
    @CsvSource({"/bookings?size=101,/size", "/checked?limit=101,/limit"})
    void namesParametersThatBreakAConstraint(String path, String pointer) {
        HttpResponse<String> response = application.get(path);

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"errors\":[" + error("query", pointer, "max", "must be less than or equal to 100") + "]");
    }

    @Test
    void pointsPastTheKeyOfAMapThatAValidatedControllerRefuses() {
        HttpResponse<String> response =
                application.postJson("/checked/items", "{\"a/b~c\":[{\"quantity\":1},{\"quantity\":0}]}");

        assertProblem(response, 400);
        assertThat(response.body())
                .contains(error("body", "/a~1b~0c/1/quantity", "positive", "must be greater than 0"));
    }

    @Test
    void namesWhatIsWrongWithAModelAttribute() {
        HttpResponse<String> response = application.get("/search?text=&page=S3cret");

        assertProblem(response, 400);
        assertThat(response.body())
                .contains(error("query", "/page", "type-mismatch", "must be a whole number"))
                .doesNotContain("S3cret");
    }

    @Test
    void refusesAnUnknownPath() {
        assertSaysNoMoreThanTheStatus(application.get("/no-such-S3cret"), 404, "Not Found");
    }

    @Test
    void refusesAMethodAndSaysWhichAreAllowed() {
        HttpResponse<String> response = application.send("DELETE", "/bookings", BodyPublishers.noBody());

        assertSaysNoMoreThanTheStatus(response, 405, "Method Not Allowed");
        assertThat(response.headers().firstValue("Allow")).isPresent();
    }

    @Test
    void refusesAMediaTypeAndSaysWhichAreAccepted() {
        HttpResponse<String> response =
                application.send("POST", "/bookings", BodyPublishers.ofString("S3cret"), "Content-Type", "text/plain");

        assertSaysNoMoreThanTheStatus(response, 415, "Unsupported Media Type");
        assertThat(response.headers().firstValue("Accept").orElseThrow()).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/*+json"})
    void refusesAMediaTypeThatIsAPattern(String type) {
        HttpResponse<String> response =
                application.send("POST", "/bookings", BodyPublishers.ofString(VALID), "Content-Type", type);

        assertSaysNoMoreThanTheStatus(response, 415, "Unsupported Media Type");
    }

    /** Java reads some charsets that it does not write, and Spring writes a form anew to read it. */
    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-CN", "x-JISAutoDetect"})
    void refusesAFormInACharsetThatCannotBeWritten(String charset) {
        HttpResponse<String> response = application.send(
                "POST",
                "/bookings",
                BodyPublishers.ofString("a=b"),
                "Content-Type",
                "application/x-www-form-urlencoded;charset=" + charset);

        assertSaysNoMoreThanTheStatus(response, 415, "Unsupported Media Type");
    }

    @Test
    void refusesJsonWhereAHandlerTakesAForm() {
        assertSaysNoMoreThanTheStatus(application.postJson("/forms", "{}"), 415, "Unsupported Media Type");
    }

    @Test
    void anObjectThatNobodyCanReadIsNoFaultOfTheClient() {
        assertSaysNoMoreThanTheStatus(
                application.postJson("/never-read", "{\"form\":{}}"), 500, "Internal Server Error");
    }

    @Test
    void refusesAMultipartBodyWithoutBoundary() {
        HttpResponse<String> response = application.send(
                "POST", "/bookings", BodyPublishers.ofString(VALID), "Content-Type", "multipart/form-data");

        assertSaysNoMoreThanTheStatus(response, 400, "Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html"})
    void hasNoErrorPageWhereThereWasNoError(String accept) {
        assertSaysNoMoreThanTheStatus(application.get("/error", "Accept", accept), 404, "Not Found");
    }

    @Test
    void refusesToAnswerInAnUnknownMediaType() {
        assertSaysNoMoreThanTheStatus(
                application.get("/search?text=a&page=1", "Accept", "image/png"), 406, "Not Acceptable");
    }

    @Test
    void refusesAnAnnouncedBodyThatIsTooLarge() {
        assertIsTooLarge(application.postJson("/bookings", " ".repeat(2_000)));
    }

    @Test
    void refusesAChunkedBodyThatIsTooLarge() {
        assertIsTooLarge(application.send(
                "POST",
                "/bookings",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2_000])),
                "Content-Type",
                "application/json"));
    }

    @Test
    void saysNothingAboutAFailureOfAHandler() {
        assertSaysNoMoreThanTheStatus(application.get("/fail"), 500, "Internal Server Error");
    }

    /** No caller can have broken it. */
    @Test
    void saysNothingAboutAConstraintThatTheApplicationBroke() {
        assertSaysNoMoreThanTheStatus(application.get("/desk"), 500, "Internal Server Error");
    }

    @Test
    void keepsTheStatusOfAnAnnotatedException() {
        assertSaysNoMoreThanTheStatus(application.get("/taken"), 409, "Conflict");
    }

    @Test
    void sendsWhatTheApplicationWroteForTheClient() {
        HttpResponse<String> response = application.get("/gone");

        assertProblem(response, 410);
        assertThat(response.body()).contains("\"detail\":\"This booking was cancelled\"");
    }

    @Test
    void answersAnAnonymousCallerAndKeepsTheChallenge() {
        HttpResponse<String> response = application.get("/private/S3cret");

        assertSaysNoMoreThanTheStatus(response, 401, "Unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic ");
    }

    @Test
    void answersARequestThatTheFirewallRefuses() {
        assertSaysNoMoreThanTheStatus(application.get("/bookings;S3cret"), 400, "Bad Request");
    }

    @Test
    void leavesTheErrorPageToABrowser() {
        HttpResponse<String> response = application.get("/fail", "Accept", "text/html,*/*;q=0.8");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
    }

    private static void assertIsTooLarge(HttpResponse<String> response) {
        assertProblem(response, 413);
        assertThat(response.body()).contains("\"maxBytes\":1024");
    }

    private static void assertSaysNoMoreThanTheStatus(HttpResponse<String> response, int status, String title) {
        assertProblem(response, status);
        assertThat(response.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}");
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    private static String error(String in, String pointer, String code, String message) {
        return "{\"in\":\"" + in + "\",\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\",\"message\":\""
                + message + "\"}";
    }
}
