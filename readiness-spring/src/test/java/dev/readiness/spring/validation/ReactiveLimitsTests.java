package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The limits of {@link RequestLimitsTests}, on Netty. */
class ReactiveLimitsTests {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                ReactiveUploadApplication.class,
                "spring.main.web-application-type=reactive",
                "spring.http.codecs.max-in-memory-size=2MB",
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
                        + "dev.readiness.spring.validation.ReactiveUploadApplication.Note",
                "readiness.validation.routes[0].paths=/large/**",
                "readiness.validation.routes[0].max-body-size=1MB",
                "readiness.validation.routes[0].json.max-string-length=500000");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void runsOnNetty() {
        assertThat(application.context().getClass().getSimpleName()).startsWith("AnnotationConfigReactiveWebServer");
        assertThat(application.context().getBeanFactory().getBeanNamesForType(ReactiveBodies.class))
                .hasSize(1);
    }

    @Test
    void letsThroughWhatIsWithinTheLimits() {
        assertThat(application
                        .postJson("/notes", "{\"text\":\"a\",\"amount\":1.50,\"more\":[[[1]]]}")
                        .body())
                .isEqualTo("noted a");
    }

    @ParameterizedTest
    @CsvSource({"announced", "chunked", "gzip"})
    void boundsBodiesHoweverTheyAreSent(String kind) throws IOException {
        byte[] body = ("{\"text\":\"" + " ".repeat(3_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> response = switch (kind) {
            case "announced" -> send("/notes", "application/json", BodyPublishers.ofByteArray(body));
            case "chunked" -> send("/notes", "application/json", chunked(body));
            default -> sendPacked(gzip(body));
        };

        assertProblem(response, 413);
        assertThat(response.body()).contains("body-too-large", "\"maxBytes\":2048");
    }

    @ParameterizedTest
    @CsvSource({
        "/forms,application/x-www-form-urlencoded",
        "/files,multipart/form-data; boundary=frontier",
        "/parts,multipart/form-data; boundary=frontier",
        "/events,multipart/form-data; boundary=frontier"
    })
    void boundsChunkedFormsAndUploads(String path, String type) {
        String body = type.startsWith("multipart") ? part("GIF89a" + "x".repeat(100_000)) : "a=" + "x".repeat(100_000);

        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        ROOT.addAppender(lines);
        HttpResponse<String> response = send(path, type, chunked(body.getBytes(StandardCharsets.UTF_8)));
        ROOT.detachAppender(lines);

        assertProblem(response, 413);
        assertThat(response.body()).contains("\"maxBytes\":2048");
        assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void readsPackedBodiesThatAreSmallEnough(int members) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        String[] pieces = {"{\"text\":", "\"a\"", "}"};
        if (members == 1) {
            packed.write(gzip(String.join("", pieces).getBytes(StandardCharsets.UTF_8)));
        } else {
            for (String piece : pieces) {
                packed.write(gzip(piece.getBytes(StandardCharsets.UTF_8)));
            }
        }

        assertThat(sendPacked(packed.toByteArray()).body()).isEqualTo("noted a");
    }

    @Test
    void unpacksFormsToo() throws IOException {
        HttpResponse<String> response = application.send(
                "POST",
                "/forms",
                BodyPublishers.ofByteArray(gzip("a=1&b=2".getBytes(StandardCharsets.UTF_8))),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Content-Encoding",
                "gzip");

        assertThat(response.body()).isEqualTo("took 2");
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
    void refusesWhatSaysThatItIsPackedAndIsNot() throws IOException {
        byte[] packed = gzip("{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length - 9);
        byte[] wrong = packed.clone();
        wrong[packed.length - 6] ^= 1; // in the check sum
        byte[] followed = Arrays.copyOf(packed, packed.length + 1);

        for (byte[] body : new byte[][] {"{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8), cut, wrong, followed}) {
            HttpResponse<String> response = sendPacked(body);

            assertProblem(response, 400);
            assertThat(response.body()).contains("\"code\":\"malformed\"");
        }
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
        assertThat(application.get("/queries?a=1&b=2&c=3&d=4&e=5").body()).isEqualTo("took 5");

        HttpResponse<String> query = application.get("/queries?a=1&b=2&c=3&d=4&e=5&a=6");
        assertProblem(query, 400);
        assertThat(query.body()).contains("\"in\":\"query\"", "\"code\":\"too-many-parameters\"");

        HttpResponse<String> form = sendForm("/forms?a=1&b=2&c=3", "d=4&e=5&f=6");
        assertProblem(form, 400);
        assertThat(form.body()).contains("\"in\":\"form\"", "\"code\":\"too-many-parameters\"");
        assertThat(sendForm("/forms?a=1&b=2", "d=4&e=5&f=6").body()).isEqualTo("took 3");
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
        String filling = json.contains("[%s]") ? "1,".repeat(250) + "1" : "x".repeat(1_500);
        String body = json.formatted(filling);

        for (String path : new String[] {"/notes", "/streams"}) {
            HttpResponse<String> response =
                    application.postJson(path, path.equals("/streams") ? "[" + body + "]" : body);

            assertProblem(response, 400);
            assertThat(response.body())
                    .contains("\"in\":\"body\"", "\"code\":\"" + code + "\"")
                    .doesNotContain("xxx", "tools.jackson", "StreamReadConstraints", "exceeds");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"%s\"}",
                "{\"%s\":1}",
                "{\"amount\":12345678901}",
                "{\"amount\":1.2345678901}",
                "{\"more\":[1.2345678901]}"
            })
    void boundsShortStringsNamesAndNumbersThatArrive(String json) {
        HttpResponse<String> response = send(
                "/streams",
                "application/json",
                chunked(("[" + json.formatted("x".repeat(101)) + "]").getBytes(StandardCharsets.UTF_8)));

        assertProblem(response, 400);
        assertThat(response.body()).contains("\"code\":\"limit-exceeded\"");
        assertThat(application
                        .postJson("/streams", "[" + "{\"text\":\"%s\"}".formatted("x".repeat(100)) + "]")
                        .body())
                .isEqualTo("noted 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "\"NaN\"", "\"-Infinity\""})
    void refusesNumbersBeyondTheirType(String value) {
        assertProblem(application.postJson("/measurements", "[{\"value\":" + value + "}]"), 400);
        assertThat(application.postJson("/measurements", "[{\"value\":1e30}]").body())
                .isEqualTo("measured 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/wishes|tags[300]=a|400",
                "/wishes|tags[x]=a|400",
                "/forms|a=%|400",
                "/forms|a=%zz|400",
                "/functions/wishes|tags[x]=a|400"
            })
    void refusesFormsThatLeadNowhere(String path, String form, int status) {
        assertProblem(sendForm(path, form), status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--frontier",
                "--frontier\r\nContent-Dis",
                "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nGIF89a",
                "--frontier\r\n\r\nGIF89a\r\n--frontier--\r\n",
                "--frontier\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nGIF89a\r\n--frontier--\r\n",
                "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%zz\r\n\r\nGIF89a\r\n--frontier--\r\n",
                "--frontier\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nS3cretField\r\n--frontier--\r\n"
            })
    void refusesPartsThatAreNone(String parts) {
        HttpResponse<String> response =
                send("/files", "multipart/form-data; boundary=frontier", BodyPublishers.ofString(parts));

        assertProblem(response, 400);
        assertThat(response.body()).doesNotContain("S3cret");
        if (parts.contains("S3cret")) {
            assertThat(response.body()).contains("\"in\":\"part\",\"pointer\":\"/file\",\"code\":\"type-mismatch\"");
        }
    }

    /** Spring fills both of the two names that the annotation has. */
    @Test
    void refusesAFieldWhereAHandlerTakesAFileByItsName() {
        HttpResponse<String> response = send(
                "/files/named",
                "multipart/form-data; boundary=frontier",
                BodyPublishers.ofString(
                        "--frontier\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nS3cretField\r\n--frontier--\r\n"));

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"in\":\"part\",\"pointer\":\"/file\",\"code\":\"type-mismatch\"")
                .doesNotContain("S3cret");
    }

    /** Java reads some charsets that it does not write, and Spring writes a stream of JSON anew to read it. */
    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-CN", "x-JISAutoDetect"})
    void refusesAStreamOfJsonInACharsetThatCannotBeWritten(String charset) {
        assertProblem(
                send("/streams", "application/json;charset=" + charset, BodyPublishers.ofString("[{\"text\":\"a\"}]")),
                415);
    }

    @Test
    void boundsTheHeadersOfAPart() {
        String head = "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n";
        String path = "/large/files"; // whose body may be as long

        assertProblem(upload(path, head + "X: " + "y".repeat(20_000) + "\r\n\r\nGIF89a\r\n"), 413);
    }

    @ParameterizedTest
    @CsvSource({
        "/functions/notes,json",
        "/functions/notes,application/json;charset=nope",
        "/events,application/json",
        "/files,application/json"
    })
    void refusesContentTypesThatNobodyReads(String path, String type) {
        assertProblem(send(path, type, BodyPublishers.ofString("{\"text\":\"a\"}")), path.equals("/files") ? 400 : 415);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void leavesFailuresOfTheApplicationWhatTheyAre(int kind) {
        assertProblem(application.get("/failures/" + kind), 500);
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
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files", "/parts", "/events"})
    void tellsFilesByTheirContent(String path) {
        assertThat(upload(path, part("GIF89a and so on")).body()).isEqualTo("kept 16");

        HttpResponse<String> response = upload(path, part("MZ and so on"));
        assertProblem(response, 415);
        assertThat(response.body())
                .contains(
                        "\"in\":\"part\",\"pointer\":\"/file\",\"code\":\"file-type\"", "image/png", "application/pdf")
                .doesNotContain("cat.png");
        assertProblem(upload(path, part("<svg onload='a()'/>")), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files", "/parts", "/events"})
    void boundsTheNumberOfParts(String path) {
        HttpResponse<String> response = upload(path, part("GIF89a").repeat(3));

        assertProblem(response, 413);
        assertThat(response.body()).contains("\"code\":\"too-many-parts\"", "must be at most 2");
    }

    @Test
    void endsABodyThatNeverEnds() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Thread endless = new Thread(() -> sendForEver(out));
            endless.start();

            assertThat(readToTheEnd(socket.getInputStream())).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void refusesALengthThatIsTooLargeBeforeAnythingIsSent() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.port())) {
            socket.getOutputStream()
                    .write(("POST /notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 900000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(readToTheEnd(socket.getInputStream())).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void reportSeesThatFilesHaveABound() {
        List<Finding> findings = application
                .context()
                .getBean("readinessUploadRule", ReadinessRule.class)
                .assess(application.context().getBean(HardeningReport.class).inventory());

        assertThat(findings)
                .extracting(Finding::where)
                .containsExactlyInAnyOrder(
                        "POST /files", "POST /files/named", "POST /large/files", "POST /parts", "POST /events");
        assertThat(findings).extracting(Finding::result).containsOnly(Result.PASS);
    }

    /** Until the other side closes the connection. */
    private static void sendForEver(OutputStream out) {
        byte[] chunk = ("400\r\n" + " ".repeat(1_024) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException ex) {
            return; // it did
        }
    }

    private static String readToTheEnd(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (SocketException ex) {
            return read.toString(StandardCharsets.US_ASCII); // reset, as there was more to read for the server
        }
        return read.toString(StandardCharsets.US_ASCII);
    }

    private static String part(String content) {
        return "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cat.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n" + content + "\r\n";
    }

    private static HttpResponse<String> upload(String path, String parts) {
        return send(
                path, "multipart/form-data; boundary=frontier", BodyPublishers.ofString(parts + "--frontier--\r\n"));
    }

    private static HttpResponse<String> sendForm(String path, String form) {
        return send(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
    }

    private static HttpResponse<String> send(String path, String type, BodyPublisher body) {
        return application.send("POST", path, body, "Content-Type", type);
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
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
