package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotFromRequestTests {

    private RunningApplication application;

    @AfterEach
    void stop() {
        application.close();
    }

    private void start(String mode) {
        application = RunningApplication.start(
                UploadApplication.class,
                "readiness.validation.problem-details=true",
                "readiness.validation.not-from-request=" + mode);
    }

    @Test
    void refusesJson() {
        start("refuse");

        assertThat(application.postJson("/accounts", "{\"name\":\"ada\"}").body())
                .isEqualTo("ada user 7");
        assertThat(application.postJson("/purchases", "{\"article\":\"tea\"}").body())
                .isEqualTo("tea null 0");
        assertRefused(application.postJson("/accounts", "{\"name\":\"ada\",\"role\":\"admin\"}"), "body", "/role");
        assertRefused(application.postJson("/accounts", "{\"role\":null}"), "body", "/role");
        assertRefused(application.postJson("/accounts", "{\"id\":{\"a\":[1]}}"), "body", "/id");
        assertRefused(application.postJson("/accounts", "{\"friends\":[{},{\"id\":1}]}"), "body", "/friends/1/id");
        assertRefused(application.postJson("/purchases", "{\"price\":0.01}"), "body", "/price");
        assertRefused(application.postJson("/purchases", "{\"discount\":90}"), "body", "/discount");
    }

    @Test
    void leavesOutOfJson() {
        start("ignore");

        assertThat(application
                        .postJson("/accounts", "{\"id\":1,\"role\":{\"a\":[1]},\"name\":\"ada\"}")
                        .body())
                .isEqualTo("ada user 7");
        assertThat(application.postJson("/accounts", "{\"role\":null}").body()).isEqualTo(" user 7");
        assertThat(application
                        .postJson("/purchases", "{\"price\":0.01,\"discount\":[90],\"article\":\"tea\"}")
                        .body())
                .isEqualTo("tea null 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "ignore"})
    void readsWhatTheApplicationStored(String mode) {
        start(mode);

        assertThat(application.postJson("/stored", "").body()).isEqualTo("ada admin 3");
    }

    private static void assertRefused(HttpResponse<String> response, String in, String pointer) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"in\":\"" + in + "\",\"pointer\":\"" + pointer
                        + "\",\"code\":\"not-from-request\",\"message\":\"must not be set by a caller\"");
    }
}
