package com.example.clinic;

import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Debian's Prometheus, in a folder of its own. */
final class PrometheusProcess implements AutoCloseable {

    private final Process process;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private PrometheusProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Skips the test, with a notice, where it is not installed. */
    static void assumePresent() {
        boolean present = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "prometheus")));
        if (!present) {
            System.err.println(
                    "notice: prometheus is not installed (Debian: prometheus); no query is tried on a real one");
        }
        Assumptions.assumeTrue(present, "prometheus is not installed");
    }

    /** Starts it with {@code prometheus.yml} of the folder, and waits until it answers. */
    static PrometheusProcess start(Path folder) throws IOException {
        String address = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=" + address)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        PrometheusProcess prometheus = new PrometheusProcess(process, address);
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> prometheus.get("/-/ready").contains("Ready"));
        return prometheus;
    }

    /** Returns how many series a query gives now. */
    int results(String query) {
        List<?> results = JsonPath.read(
                get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)), "$.data.result");
        return results.size();
    }

    /** Returns whether each rule was evaluated without an error, one entry a rule. */
    List<String> healthOfRules() {
        return JsonPath.read(get("/api/v1/rules"), "$.data.groups[*].rules[*].health");
    }

    private String get(String path) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://" + address + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
