package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotFromRequestTests {

    private static final Map<String, RunningApplication> STARTED = new HashMap<>();

    private RunningApplication application;

    @AfterAll
    static void stop() {
        STARTED.values().forEach(RunningApplication::close);
        STARTED.clear();
    }

    private void start(String mode) {
        application = STARTED.computeIfAbsent(
                mode,
                key -> RunningApplication.start(
                        UploadApplication.class,
                        "readiness.validation.problem-details=true",
                        "readiness.validation.not-from-request=" + key));
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

    @ParameterizedTest
    @ValueSource(strings = {"role", "ROLE", "_role", "!role", "role[0]", "role.a"})
    void refusesForms(String field) {
        start("refuse");

        HttpResponse<String> response = postForm("/account-forms", "name=ada&" + field + "=admin");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"in\":\"form\"", "\"code\":\"not-from-request\"")
                .doesNotContain("admin");
    }

    @Test
    void refusesFieldsOfObjectsWithinObjectsAndOfConstructors() {
        start("refuse");

        assertRefused(postForm("/account-forms", "friends[0].id=1"), "form", "/friends/0/id");
        assertRefused(postForm("/account-forms", "friends[0].friends[1].id=1"), "form", "/friends/0/friends/1/id");
        assertRefused(postForm("/offer-forms", "article=tea&price=1"), "form", "/price");
        assertThat(postForm("/account-forms", "name=ada&friends[0].name=x&other=1")
                        .body())
                .isEqualTo("ada user 7");
        assertThat(postForm("/offer-forms", "article=tea").body()).isEqualTo("tea null");
    }

    @Test
    void leavesOtherParametersOfABodyAlone() {
        start("refuse");

        assertThat(application
                        .postJson("/account-bodies?id=3", "{\"name\":\"ada\"}")
                        .body())
                .isEqualTo("ada 3");
    }

    @Test
    void leavesOutOfForms() {
        start("ignore");

        assertThat(postForm("/account-forms", "name=ada&role=admin&id=1&friends[0].id=1")
                        .body())
                .isEqualTo("ada user 7");
        assertThat(postForm("/offer-forms", "article=tea&price=1").body()).isEqualTo("tea null");
    }

    private HttpResponse<String> postForm(String path, String form) {
        return application.send(
                "POST",
                path,
                BodyPublishers.ofString(form.replace("[", "%5B").replace("]", "%5D")),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static void assertRefused(HttpResponse<String> response, String in, String pointer) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"in\":\"" + in + "\",\"pointer\":\"" + pointer
                        + "\",\"code\":\"not-from-request\",\"message\":\"must not be set by a caller\"");
    }
}
