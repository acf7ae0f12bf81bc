package dev.readiness.spring.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no caller may set, in entities that Spring Data REST exports. */
class ExportedNotFromRequestTests {

    private RunningApplication application;

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "ignore"})
    void isNotSetInAnyWay(String mode) {
        try (RunningApplication started = start("readiness.validation.not-from-request=" + mode)) {
            application = started;
            String boss = post("{\"name\":\"boss\"}");
            String ada = post("{\"name\":\"ada\",\"role\":\"admin\",\"sponsor\":\"" + boss + "\"}");
            assertThat(get(ada)).contains("\"name\" : \"ada\"", "\"role\" : \"user\"");

            send("PUT", ada, "application/json", "{\"name\":\"ada2\",\"role\":\"admin\",\"sponsor\":\"" + boss + "\"}");
            assertThat(get(ada)).contains("\"name\" : \"ada2\"", "\"role\" : \"user\"");
            send("PUT", ada, "application/json", "{\"name\":\"ada3\"}");
            assertThat(get(ada)).as("not blanked either").contains("\"name\" : \"ada3\"", "\"role\" : \"user\"");
            send("PATCH", ada, "application/merge-patch+json", "{\"name\":\"ada4\",\"role\":\"admin\"}");
            assertThat(get(ada)).contains("\"name\" : \"ada4\"", "\"role\" : \"user\"");
            send("PATCH", ada, "application/json", "{\"role\":null,\"sponsor\":\"" + boss + "\"}");
            assertThat(get(ada)).contains("\"role\" : \"user\"");
            send(
                    "PATCH",
                    ada,
                    "application/json-patch+json",
                    "[{\"op\":\"replace\",\"path\":\"/role\",\"value\":\"admin\"}]");
            send("PATCH", ada, "application/json-patch+json", "[{\"op\":\"remove\",\"path\":\"/role\"}]");
            send(
                    "PATCH",
                    ada,
                    "application/json-patch+json",
                    "[{\"op\":\"copy\",\"from\":\"/name\",\"path\":\"/role\"}]");
            send(
                    "PATCH",
                    ada,
                    "application/json-patch+json",
                    "[{\"op\":\"move\",\"from\":\"/role\",\"path\":\"/name\"}]");
            assertThat(get(ada)).contains("\"role\" : \"user\"");

            for (String method : new String[] {"PUT", "POST", "PATCH"}) {
                send(method, ada + "/sponsor", "text/uri-list", boss);
            }
            assertThat(application.get(pathOf(ada + "/sponsor")).statusCode()).isEqualTo(404);
            assertThat(send("PUT", ada + "/friend", "text/uri-list", boss).statusCode())
                    .isEqualTo(204);
            assertThat(application.get(pathOf(ada + "/friend")).body()).contains("\"name\" : \"boss\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "readiness.validation.problem-details=true")
    void isSetWithoutTheSetting(String other) {
        try (RunningApplication started = start(other)) {
            application = started;
            String boss = post("{\"name\":\"boss\",\"role\":\"admin\"}");
            assertThat(get(boss)).contains("\"role\" : \"admin\"");
            assertThat(send("PUT", boss + "/sponsor", "text/uri-list", boss).statusCode())
                    .isEqualTo(204);
        }
    }

    private static RunningApplication start(String setting) {
        return RunningApplication.start(
                ClubApplication.class,
                "spring.autoconfigure.exclude=",
                "spring.datasource.url=jdbc:h2:mem:club-" + setting.hashCode(),
                "spring.jpa.hibernate.ddl-auto=create-drop",
                "spring.flyway.enabled=false",
                setting);
    }

    /** Returns where the new member is. */
    private String post(String member) {
        return send("POST", "/members", "application/json", member)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private HttpResponse<String> send(String method, String uri, String type, String body) {
        return application.send(method, pathOf(uri), BodyPublishers.ofString(body), "Content-Type", type);
    }

    private String get(String uri) {
        return application.get(pathOf(uri), "Accept", "application/json").body();
    }

    private static String pathOf(String uri) {
        return uri.replaceFirst("^http://[^/]*", "");
    }
}
