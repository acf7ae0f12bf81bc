package dev.readiness.spring.validation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.readiness.spring.RunningApplication;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

class ReadingBudgetTests {

    /** Elements that almost fill a megabyte, and cost eight each where the megabyte affords 250,000. */
    private static final int MANY = 124_000;

    private static final int FEW = 29_000;

    @ParameterizedTest
    @ValueSource(strings = {"", "readiness.validation.max-body-size=1MB", "readiness.validation.max-body-size=10MB"})
    void boundsWhatIsMadeOfABodyThatIsAnswered(String setting) {
        try (RunningApplication application = start(setting)) {
            HttpResponse<String> response = application.postJson("/unchecked", "{\"items\":" + items(MANY) + "}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"code\":\"limit-exceeded\"", "\"pointer\":\"/items\"");
            assertThat(statusOf(application, "/unchecked", "{\"items\":" + items(FEW) + "}"))
                    .isEqualTo(200);
            assertThat(sendInPieces(application, items(MANY)).statusCode())
                    .as("without a length")
                    .isEqualTo(400);
        }
    }

    /** Rows as tables have them, lists of coordinates, a text: whatever the length, if nobody limits it. */
    @Test
    void readsLargeBodiesOfWhatIsUsual() {
        String row = "{\"q\":1,\"name\":\"Adam Ant\",\"city\":\"Ambridge\",\"from\":\"2026-01-01\",\"open\":true},";
        try (RunningApplication application = start()) {
            assertThat(statusOf(application, "/items", "[" + row.repeat(60_000) + "{\"q\":1}]"))
                    .as("5 MB of rows")
                    .isEqualTo(200);
            assertThat(statusOf(
                            application,
                            "/unchecked",
                            "{\"track\":[" + "[12.3456789,48.1234567],".repeat(200_000) + "[]]}"))
                    .as("5 MB of coordinates")
                    .isEqualTo(200);
            assertThat(sendInPieces(application, "[" + row.repeat(60_000) + "{\"q\":1}]")
                            .statusCode())
                    .as("without a length")
                    .isEqualTo(200);
            assertThat(application
                            .send(
                                    "POST",
                                    "/items",
                                    BodyPublishers.ofString("[" + row.repeat(60_000) + "{\"q\":1}]", ISO_8859_1),
                                    "Content-Type",
                                    "application/json;charset=ISO-8859-1")
                            .statusCode())
                    .as("in another charset")
                    .isEqualTo(200);
        }
    }

    @Test
    void isRaisedByTokens() {
        try (RunningApplication application = start(
                "readiness.validation.routes[0].paths=/items",
                "readiness.validation.routes[0].json.max-tokens=1000000")) {
            assertThat(statusOf(application, "/items", items(MANY))).isEqualTo(200);
        }
    }

    @Test
    void boundsNothingWhereNothingIsAnsweredOrLimited() {
        try (RunningApplication application =
                RunningApplication.start(OrderApplication.class, "readiness.validation.json.max-depth=10")) {
            assertThat(statusOf(application, "/items", items(MANY))).isEqualTo(200);
        }
    }

    @Test
    void keepsTheBoundOfTheApplication() {
        try (RunningApplication application = RunningApplication.start(
                BoundedApplication.class,
                "readiness.validation.problem-details=true",
                "readiness.validation.max-body-size=1MB")) {
            assertThat(statusOf(application, "/items", items(MANY))).isEqualTo(200);
        }
    }

    private static HttpResponse<String> sendInPieces(RunningApplication application, String json) {
        return application.send(
                "POST",
                "/items",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json.getBytes(UTF_8))),
                "Content-Type",
                "application/json");
    }

    /** The actuator has a mapper of its own, which Spring keeps with the converter. */
    @Test
    void leavesOtherMappersOfTheConverterInPlace() {
        try (RunningApplication application = start(
                "spring.jackson.property-naming-strategy=SNAKE_CASE",
                "management.endpoints.web.exposure.include=conditions")) {
            assertThat(application.get("/actuator/conditions").body()).contains("\"positiveMatches\":");
        }
    }

    private static int statusOf(RunningApplication application, String path, String body) {
        return application.postJson(path, body).statusCode();
    }

    private static RunningApplication start(String... settings) {
        String[] all = new String[settings.length + 1];
        all[0] = "readiness.validation.problem-details=true";
        System.arraycopy(settings, 0, all, 1, settings.length);
        return RunningApplication.start(OrderApplication.class, all);
    }

    private static String items(int count) {
        return "[" + "{\"q\":1},".repeat(count - 1) + "{\"q\":1}]";
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OrderApplication.class)
    static class BoundedApplication {

        @Bean
        ObjectMapper boundedMapperOfJackson2() {
            ObjectMapper mapper = new ObjectMapper();
            mapper.getFactory()
                    .setStreamReadConstraints(com.fasterxml.jackson.core.StreamReadConstraints.builder()
                            .maxTokenCount(1_000_000)
                            .build());
            return mapper;
        }

        @Bean
        JsonMapper boundedMapper() {
            return JsonMapper.builder(JsonFactory.builder()
                            .streamReadConstraints(StreamReadConstraints.builder()
                                    .maxTokenCount(1_000_000)
                                    .build())
                            .build())
                    .build();
        }
    }
}
