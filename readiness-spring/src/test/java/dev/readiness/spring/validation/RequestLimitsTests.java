package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLimitsTests {

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                UploadApplication.class,
                "readiness.validation.problem-details=true",
                "readiness.validation.max-body-size=2KB",
                "readiness.validation.compressed-bodies=unpack",
                "readiness.validation.max-headers=20",
                "readiness.validation.max-parameters=5",
                "readiness.validation.max-parts=2",
                "readiness.validation.part-types=image/*,application/pdf",
                "readiness.validation.json.max-depth=5",
                "readiness.validation.json.max-string-length=100",
                "readiness.validation.json.max-number-length=10",
                "readiness.validation.json.max-name-length=50",
                "readiness.validation.json.max-tokens=200",
                "readiness.validation.json.refuse-duplicate-keys=true",
                "readiness.validation.json.refuse-unknown-properties="
                        + "dev.readiness.spring.validation.UploadApplication.Note",
                "readiness.validation.routes[0].paths=/large/**",
                "readiness.validation.routes[0].max-body-size=1MB",
                "readiness.validation.routes[0].json.max-string-length=500000");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void letsThroughWhatIsWithinTheLimits() {
        assertThat(application
                        .postJson("/notes", "{\"text\":\"a\",\"amount\":1.50,\"more\":[[[1]]]}")
                        .body())
                .isEqualTo("noted a");
    }

    @ParameterizedTest
    @CsvSource({"chunked", "gzip"})
    void boundsBodiesThatDoNotSayTheirSize(String kind) throws IOException {
        byte[] body = ("{\"text\":\"" + " ".repeat(3_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> response = kind.equals("gzip") ? sendPacked(gzip(body)) : sendChunked(body);

        assertProblem(response, 413);
        assertThat(response.body()).contains("body-too-large", "\"maxBytes\":2048");
    }

    @Test
    void readsPackedBodiesThatAreSmallEnough() throws IOException {
        assertThat(sendPacked(gzip("{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8)))
                        .body())
                .isEqualTo("noted a");
    }

    @Test
    void endsAZipBombEarly() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 1_000; i++) {
                out.write(new byte[1_000]);
            }
        }
        assertThat(bomb.size()).isLessThan(2_048);

        assertProblem(sendPacked(bomb.toByteArray()), 413);
    }

    @Test
    void refusesWhatSaysThatItIsPackedAndIsNot() {
        HttpResponse<String> response = sendPacked("{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8));

        assertProblem(response, 400);
        assertThat(response.body()).contains("\"code\":\"malformed\"");
    }

    @Test
    void refusesOtherCodingsAndNamesThoseThatItTakes() {
        HttpResponse<String> response = application.send(
                "POST",
                "/notes",
                BodyPublishers.ofString("x"),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "br");

        assertProblem(response, 415);
        assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("gzip, identity");
    }

    @Test
    void boundsTheNumberOfHeaders() {
        String[] headers = new String[60];
        for (int i = 0; i < 30; i++) {
            headers[2 * i] = "X-Many";
            headers[2 * i + 1] = "a";
        }

        HttpResponse<String> response = application.get("/queries", headers);

        assertProblem(response, 431);
        assertThat(response.body())
                .contains("{\"in\":\"header\",\"pointer\":\"\",\"code\":\"too-many-headers\","
                        + "\"message\":\"must be at most 20\"}");
    }

    @Test
    void boundsTheNumberOfParameters() {
        assertThat(application.get("/queries?a=1&b=2&c=3&d=4&e=5").body()).isEqualTo("5");

        HttpResponse<String> query = application.get("/queries?a=1&b=2&c=3&d=4&e=5&a=6");
        assertProblem(query, 400);
        assertThat(query.body()).contains("\"in\":\"query\"", "\"code\":\"too-many-parameters\"");

        HttpResponse<String> form = sendForm("/forms?a=1&b=2&c=3", "d=4&e=5&f=6");
        assertProblem(form, 400);
        assertThat(form.body()).contains("\"in\":\"form\"", "\"code\":\"too-many-parameters\"");
        assertThat(sendForm("/forms?a=1&b=2", "d=4&e=5&f=6").body()).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"more\":[[[[[1]]]]]}|limit-exceeded",
                "{\"amount\":12345678901}|limit-exceeded",
                "{\"text\":\"%s\"}|limit-exceeded",
                "{\"%s\":1}|limit-exceeded",
                "{\"more\":[%s]}|limit-exceeded",
                "{\"text\":\"a\",\"text\":\"b\"}|duplicate-key",
                "{\"texts\":\"a\"}|unknown-property"
            })
    void boundsTheShapeOfJson(String json, String code) {
        String filling = json.contains("[%s]") ? "1,".repeat(250) + "1" : "x".repeat(150);

        HttpResponse<String> response = application.postJson("/notes", json.formatted(filling));

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"in\":\"body\"", "\"code\":\"" + code + "\"")
                .doesNotContain("xxx", "tools.jackson", "StreamReadConstraints", "exceeds");
    }

    @Test
    void refusesUnknownPropertiesOnlyOfTheTypesThatAreNamed() {
        assertThat(application
                        .postJson("/loose", "{\"text\":\"a\",\"other\":1}")
                        .body())
                .isEqualTo("noted a");
    }

    @Test
    void hasOtherLimitsOnRoutes() {
        String note = "{\"text\":\"" + "x".repeat(300_000) + "\"}";

        assertThat(application.postJson("/large/notes", note).body()).isEqualTo("noted 300000");
        assertProblem(application.postJson("/notes", note), 413);
        assertThat(application
                        .postJson("/large/notes", "{\"text\":\"a\",\"text\":\"b\"}")
                        .body())
                .contains("duplicate-key");
        assertProblem(application.postJson("/notes?/large/", note), 413);
    }

    @Test
    void readsWhatTheApplicationStoredAsBefore() {
        assertThat(application.postJson("/stored", "").body()).isEqualTo("ada admin 3");
    }

    @Test
    void tellsFilesByTheirContent() {
        assertThat(upload("GIF89a and so on", "letter.exe", 1).body()).isEqualTo("kept 16");

        HttpResponse<String> response = upload("MZ and so on", "cat.png", 1);
        assertProblem(response, 415);
        assertThat(response.body())
                .contains(
                        "\"in\":\"part\",\"pointer\":\"/file\",\"code\":\"file-type\"", "image/png", "application/pdf")
                .doesNotContain("cat.png");
        assertProblem(upload("<svg onload='a()'/>", "cat.gif", 1), 415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/wishes|tags[300]=a&from=1&to=2",
                "/wishes|tags[S3cret]=a&from=1&to=2",
                "/wishes|from=2&to=1",
                "/account-forms|name[3]=S3cret",
                "/account-forms|friends[256].name=S3cret",
                "/functions/wishes|tags[S3cret]=a&from=1&to=2",
                "/functions/wishes|from=S3cret"
            })
    void refusesFormsThatLeadNowhere(String path, String form) {
        HttpResponse<String> response = sendForm(path, form);

        assertProblem(response, 400);
        assertThat(response.body()).doesNotContain("S3cret");
    }

    @Test
    void namesWhatAFunctionalEndpointCannotBind() {
        assertThat(sendForm("/functions/accounts", "name=ada&id=1").body()).isEqualTo("opened ada");

        HttpResponse<String> response = sendForm("/functions/accounts", "name=ada&id=S3cret");
        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"in\":\"form\",\"pointer\":\"/id\",\"code\":\"type-mismatch\"")
                .doesNotContain("S3cret");
    }

    @Test
    void refusesACookieThatCannotBeDecoded() {
        assertThat(application.get("/seen", "Cookie", "visits=%41").body()).isEqualTo("seen A");
        assertProblem(application.get("/seen", "Cookie", "visits=%zz"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "multipart/*; boundary=x",
                "json",
                "application/json;charset=nope",
                "application/json"
            })
    void refusesContentTypesThatNobodyReadsAtFunctionalEndpoints(String type) {
        String path = type.equals("application/json") ? "/functions/parts" : "/functions/notes";

        assertProblem(
                application.send("POST", path, BodyPublishers.ofString("{\"text\":\"a\"}"), "Content-Type", type), 415);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void leavesFailuresOfTheApplicationWhatTheyAre(int kind) {
        assertProblem(application.get("/failures/" + kind), 500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":1e999}",
                "{\"value\":\"-1e999\"}",
                "{\"value\":\"NaN\"}",
                "{\"value\":1,\"share\":3.5e38}",
                "{\"value\":1,\"values\":[1,1e999]}"
            })
    void refusesNumbersBeyondTheirType(String json) {
        HttpResponse<String> response = application.postJson("/measurements", json);

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"code\":\"type-mismatch\"", json.contains("share") ? "/share" : "/value");
        assertThat(application.postJson("/measurements", "{\"value\":1e30}").body())
                .isEqualTo("measured 1.0E30");
    }

    @Test
    void boundsTheNumberOfParts() {
        HttpResponse<String> response = upload("GIF89a", "cat.gif", 3);

        assertProblem(response, 413);
        assertThat(response.body()).contains("\"code\":\"too-many-parts\"", "must be at most 2");
    }

    @Test
    void reportSeesThatFilesHaveABound() {
        List<Finding> findings = application
                .context()
                .getBean("readinessUploadRule", ReadinessRule.class)
                .assess(application.context().getBean(HardeningReport.class).inventory());

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("POST /files");
            assertThat(finding.result()).isEqualTo(Result.PASS);
            assertThat(finding.evidence().toString()).contains("max-file-size 1048576 bytes");
        });
    }

    private static HttpResponse<String> upload(String content, String name, int times) {
        String part = "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: image/png\r\n\r\n" + content + "\r\n";
        return application.send(
                "POST",
                "/files",
                BodyPublishers.ofString(part.repeat(times) + "--frontier--\r\n"),
                "Content-Type",
                "multipart/form-data; boundary=frontier");
    }

    private static HttpResponse<String> sendForm(String path, String form) {
        return application.send(
                "POST", path, BodyPublishers.ofString(form), "Content-Type", "application/x-www-form-urlencoded");
    }

    private static HttpResponse<String> sendChunked(byte[] body) {
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        return application.send("POST", "/notes", chunked, "Content-Type", "application/json");
    }

    private static HttpResponse<String> sendPacked(byte[] packed) {
        return application.send(
                "POST",
                "/notes",
                BodyPublishers.ofByteArray(packed),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "gzip");
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    }
}
