package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Header fields and content codings that differ from path to path. */
class RouteLimitsTests {

    private static final String NOTE = "{\"text\":\"a\"}";

    enum Host {
        TOMCAT(UploadApplication.class),
        NETTY(ReactiveUploadApplication.class, "spring.main.web-application-type=reactive");

        private final Class<?> application;

        private final List<String> settings;

        Host(Class<?> application, String... settings) {
            this.application = application;
            this.settings = List.of(settings);
        }

        RunningApplication start(String... more) {
            List<String> all = new ArrayList<>(settings);
            all.addAll(List.of(more));
            return RunningApplication.start(application, all.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsHeaderFieldsAsTheRouteSays(Host host) {
        try (RunningApplication application = host.start(
                "readiness.validation.max-headers=20",
                "readiness.validation.routes[0].paths=/queries",
                "readiness.validation.routes[0].max-headers=60",
                "readiness.validation.routes[1].paths=/failures/**",
                "readiness.validation.routes[1].max-headers=4")) {
            assertThat(application.get("/queries", many(40)).statusCode()).isEqualTo(200);
            assertThat(application.get("/queries", many(70)).statusCode()).isEqualTo(431);
            assertThat(application.get("/other", many(40)).statusCode()).isEqualTo(431);
            HttpResponse<String> few = application.get("/failures/0", many(10));
            assertThat(few.statusCode()).isEqualTo(431);
            assertThat(few.body()).contains("must be at most 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsHeaderFieldsOfRoutesAlone(Host host) {
        try (RunningApplication application = host.start(
                "readiness.validation.routes[0].paths=/queries", "readiness.validation.routes[0].max-headers=20")) {
            assertThat(application.get("/queries", many(40)).statusCode()).isEqualTo(431);
            assertThat(application.get("/queries/no", many(40)).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unpacksWhereTheRouteSaysSo(Host host) throws IOException {
        try (RunningApplication application = host.start(
                "readiness.validation.compressed-bodies=refuse",
                "readiness.validation.max-body-size=2KB",
                "readiness.validation.routes[0].paths=/large/**",
                "readiness.validation.routes[0].compressed-bodies=unpack",
                "readiness.validation.routes[1].paths=/streams,/loose",
                "readiness.validation.routes[1].compressed-bodies=pass")) {
            HttpResponse<String> refused = sendPacked(application, "/notes", NOTE);
            assertThat(refused.statusCode()).isEqualTo(415);
            assertThat(refused.headers().firstValue("Accept-Encoding")).hasValue("identity");

            assertThat(sendPacked(application, "/large/notes", NOTE).body()).isEqualTo("noted 1");
            assertThat(sendPacked(application, "/large/notes", "{\"text\":\"" + " ".repeat(100_000) + "\"}")
                            .statusCode())
                    .as("a bomb")
                    .isEqualTo(413);
            assertThat(sendPacked(application, host == Host.TOMCAT ? "/loose" : "/streams", NOTE)
                            .statusCode())
                    .as("packed, and so no JSON")
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhereOnlyTheRouteSaysSo(Host host) throws IOException {
        try (RunningApplication application = host.start(
                "readiness.validation.routes[0].paths=/notes",
                "readiness.validation.routes[0].compressed-bodies=refuse",
                "readiness.validation.routes[1].paths=/large/notes",
                "readiness.validation.routes[1].compressed-bodies=unpack",
                "readiness.validation.routes[1].max-body-size=2KB")) {
            assertThat(sendPacked(application, "/notes", NOTE).statusCode()).isEqualTo(415);
            assertThat(sendPacked(application, "/large/notes", NOTE).body()).isEqualTo("noted 1");
            assertThat(sendPacked(application, "/large/notes", "{\"text\":\"" + " ".repeat(100_000) + "\"}")
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    private static String[] many(int fields) {
        String[] headers = new String[2 * fields];
        for (int i = 0; i < fields; i++) {
            headers[2 * i] = "X-Many";
            headers[2 * i + 1] = "a";
        }
        return headers;
    }

    private static HttpResponse<String> sendPacked(RunningApplication application, String path, String body)
            throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return application.send(
                "POST",
                path,
                BodyPublishers.ofByteArray(packed.toByteArray()),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "gzip");
    }
}
