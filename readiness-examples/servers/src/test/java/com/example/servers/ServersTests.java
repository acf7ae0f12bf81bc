package com.example.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters do in each server what they do in any other, and take few lines to add. */
class ServersTests {

    private static final int MAX_LINES = 10;
    private static final Path SOURCES = Path.of("src/test/java/com/example/servers");
    private static final Path PAGE = Path.of("../../docs/plain-java.md");

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource
    void aRequestIsCorrelatedLimitedInSizeAndInNumber(Kind kind) throws Exception {
        try (RunningServer server = kind.start.call()) {
            HttpResponse<String> booked = book(server, BodyPublishers.ofString("checkup"));
            HttpResponse<String> tooLarge = book(server, BodyPublishers.ofString("x".repeat(2_000)));
            HttpResponse<String> tooLargeInParts = book(server, inParts("x".repeat(2_000)));
            List<HttpResponse<String>> many = List.of(
                    book(server, inParts("checkup")),
                    book(server, BodyPublishers.ofString("checkup")),
                    book(server, BodyPublishers.ofString("checkup")),
                    book(server, BodyPublishers.ofString("checkup")),
                    book(server, BodyPublishers.ofString("checkup")));

            assertThat(booked.statusCode()).isEqualTo(200);
            assertThat(booked.body()).isEqualTo("checkup");
            assertThat(booked.headers().firstValue("X-Correlation-Id")).isPresent();
            assertThat(booked.headers().firstValue("Content-Security-Policy").isPresent())
                    .isEqualTo(kind != Kind.JDK);
            assertIsRefused(tooLarge, 413);
            assertIsRefused(tooLargeInParts, 413);
            assertThat(many).extracting(HttpResponse::statusCode).startsWith(200, 200);
            assertIsRefused(many.get(4), 429);
            assertThat(many.get(4).headers().firstValue("Retry-After")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JettyVisits", "JavalinVisits", "DropwizardVisits", "JdkVisits"})
    void theyTakeFewLinesWhichThePageShows(String server) throws Exception {
        List<String> source = Files.readAllLines(SOURCES.resolve(server + ".java"));
        String added = source
                .subList(source.indexOf("        // What is added:") + 1, source.indexOf("        // Until here."))
                .stream()
                .map(line -> line.substring(8) + "\n")
                .reduce("", String::concat);

        assertThat(added.lines()).hasSizeBetween(1, MAX_LINES);
        assertThat(PAGE).content().contains(added.lines().toList());
    }

    private static void assertIsRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    /** Without a length in front. */
    private static BodyPublisher inParts(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes()));
    }

    private HttpResponse<String> book(RunningServer server, BodyPublisher body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/visits"))
                        .header("Content-Type", "application/json")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    enum Kind {
        JETTY(JettyVisits::new),
        JAVALIN(JavalinVisits::new),
        DROPWIZARD(DropwizardVisits::new),
        JDK(JdkVisits::new);

        private final Callable<RunningServer> start;

        Kind(Callable<RunningServer> start) {
            this.start = start;
        }
    }
}
