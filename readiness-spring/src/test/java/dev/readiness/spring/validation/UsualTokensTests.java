package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

class UsualTokensTests {

    /** Elements that almost fill a megabyte, with four tokens each. */
    private static final int MANY = 124_000;

    @Test
    @Tag("jackson3")
    void boundsTheTokensOfABodyWhoseSizeIsLimited() {
        try (RunningApplication application = start(
                "readiness.validation.max-body-size=1MB",
                "readiness.validation.routes[0].paths=/items",
                "readiness.validation.routes[0].json.max-tokens=1000000",
                "readiness.validation.routes[1].paths=/checked",
                "readiness.validation.routes[1].max-body-size=10MB")) {
            HttpResponse<String> response = application.postJson("/unchecked", "{\"items\":" + items(MANY) + "}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"code\":\"limit-exceeded\"");
            assertThat(statusOf(application, "/unchecked", "{\"items\":" + items(20_000) + "}"))
                    .isEqualTo(200);
            assertThat(statusOf(application, "/items", items(MANY)))
                    .as("raised by a setting")
                    .isEqualTo(200);
            assertThat(statusOf(application, "/checked", items(MANY)))
                    .as("raised by a larger body")
                    .isEqualTo(200);
        }
    }

    @Test
    void boundsNothingWhereNoSizeIsLimited() {
        try (RunningApplication application = start("readiness.validation.json.max-depth=10")) {
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
