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
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

class ReactiveProblemsTests {

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                ReactiveBookingApplication.class,
                "spring.main.web-application-type=reactive",
                "readiness.validation.problem-details=true",
                "readiness.validation.max-body-size=1KB",
                "readiness.validation.not-from-request=refuse",
                "readiness.validation.json.max-depth=5",
                "readiness.validation.json.refuse-duplicate-keys=true");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void letsValidInputThrough() {
        assertThat(application
                        .postJson("/bookings", "{\"reason\":\"check-up\"}")
                        .body())
                .isEqualTo("check-up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\":\" \",\"items\":[{\"quantity\":1},{\"quantity\":-2}]}|/items/1/quantity|positive|must be greater than 0",
                "{\"reason\":\" \",\"items\":[{\"quantity\":1},{\"quantity\":-2}]}|/reason|not-blank|must not be blank",
                "{\"items\":[{\"quantity\":\"S3cret\"}]}|/items/0/quantity|type-mismatch|has the wrong type",
                "{\"reason\":\"a\",\"owner\":\"S3cret\"}|/owner|not-from-request|must not be set by a caller",
                "{\"reason\":\"a\",\"reason\":\"S3cret\"}|/reason|duplicate-key|has a name twice"
            })
    void namesWhatIsWrongWithABody(String json, String pointer, String code, String message) {
        HttpResponse<String> response = application.postJson("/bookings", json);

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"in\":\"body\"", "\"code\":\"" + code + "\"", message)
                .doesNotContain("S3cret");
        if (!code.equals("duplicate-key")) {
            assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"");
        }
    }

    @Test
    void pointsIntoABodyThatIsAList() {
        HttpResponse<String> response =
                application.postJson("/bookings/many", "[{\"reason\":\"a\"},{\"reason\":\"\"}]");

        assertProblem(response, 400);
        assertThat(response.body()).contains("\"in\":\"body\",\"pointer\":\"/1/reason\",\"code\":\"not-blank\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\":\"S3|malformed|is not well-formed JSON at line 1",
                "''|missing|must be present",
                "{\"deep\":[[[[[[1]]]]]]}|limit-exceeded|is too deep"
            })
    void saysWhyABodyCannotBeRead(String json, String code, String message) {
        HttpResponse<String> response = application.postJson("/bookings", json);

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"in\":\"body\"", "\"code\":\"" + code + "\"", message)
                .doesNotContain("S3", "jackson");
    }

    @ParameterizedTest
    @CsvSource({
        "/bookings,query,/size,missing",
        "/bookings?size=S3cret,query,/size,type-mismatch",
        "/bookings?size=101,query,/size,max",
        "/checked?limit=101,query,/limit,max",
        "/bookings/S3cret,path,/id,type-mismatch",
        "/headers,header,/X-Tenant,missing",
        "/search?text=&page=1,query,/text,not-blank",
        "/search?text=a&page=S3cret,query,/page,type-mismatch"
    })
    void namesWhatIsWrongWithAParameter(String path, String in, String pointer, String code) {
        HttpResponse<String> response = application.get(path);

        assertProblem(response, 400);
        assertThat(response.body())
                .contains("\"in\":\"" + in + "\",\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\"")
                .doesNotContain("S3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/no-such-S3cret,404,Not Found",
        "DELETE,/bookings,405,Method Not Allowed",
        "GET,/fail,500,Internal Server Error",
        "GET,/desk,500,Internal Server Error",
        "GET,/taken,409,Conflict"
    })
    void saysNoMoreThanTheStatus(String method, String path, int status, String title) {
        HttpResponse<String> response = application.send(method, path, BodyPublishers.noBody());

        assertProblem(response, status);
        assertThat(response.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}");
    }

    @Test
    void keepsTheHeadersOfARefusal() {
        assertThat(application
                        .send("DELETE", "/bookings", BodyPublishers.noBody())
                        .headers()
                        .firstValue("Allow"))
                .isPresent();
    }

    @Test
    void sendsWhatTheApplicationWroteForTheClient() {
        assertThat(application.get("/gone").body()).contains("\"detail\":\"This booking was cancelled\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesABodyThatIsTooLarge(boolean announced) {
        String body = "{\"reason\":\"" + " ".repeat(200_000) + "\"}";

        HttpResponse<String> response = announced
                ? application.postJson("/bookings", body)
                : application.send(
                        "POST",
                        "/bookings",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes())),
                        "Content-Type",
                        "application/json");

        assertProblem(response, 413);
        assertThat(response.body()).contains("\"maxBytes\":1024");
    }

    @Test
    void leavesTheErrorPageToABrowser() {
        HttpResponse<String> response = application.get("/fail", "Accept", "text/html,*/*;q=0.8");

        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
    }

    @Test
    void doesNothingUnlessItIsConfigured() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReactiveValidationAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ReactiveProblems.class)
                        .doesNotHaveBean(LimitedViolations.class)
                        .doesNotHaveBean(ReactiveJsonCodecs.class)
                        .doesNotHaveBean(BodySizeWebFilter.class));
    }

    @Test
    void doesWithoutServletsAndWithoutJakartaValidation() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReactiveValidationAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(
                        "jakarta.servlet", "jakarta.validation", "org.springframework.web.servlet"))
                .withPropertyValues(
                        "readiness.validation.problem-details=true",
                        "readiness.validation.max-body-size=1KB",
                        "readiness.validation.compressed-bodies=refuse")
                .run(context -> assertThat(context)
                        .hasSingleBean(ReactiveProblems.class)
                        .hasSingleBean(BodySizeWebFilter.class)
                        .doesNotHaveBean(LimitedViolations.class));
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    }
}
