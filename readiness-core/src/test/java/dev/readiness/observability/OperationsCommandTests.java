package dev.readiness.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsCommandTests {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private HttpServer application;

    @BeforeEach
    void start() throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/metrics", exchange -> {
            byte[] body = Clinic.EXPOSITION.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        application.start();
    }

    @AfterEach
    void stop() {
        application.stop(0);
    }

    @Test
    void writesTheFilesOfWhatAnswers() {
        assertThat(run("clinic", address("/metrics"), directory.toString())).isZero();

        assertThat(directory.resolve("rules/application.yml")).exists();
        assertThat(directory.resolve("prometheus.yml"))
                .content()
                .contains(
                        "metrics_path: \"/metrics\"",
                        "127.0.0.1:" + application.getAddress().getPort());
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("heartbeat nightly-backup: nobody said how often");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run("clinic", address("/elsewhere"), directory.toString())).isEqualTo(1);
        assertThat(run("clinic", "metrics", directory.toString())).isEqualTo(2);
        assertThat(run("clinic")).isEqualTo(2);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("it answered 404", "'scrape' must be an absolute address", "Three arguments are needed");
        assertThat(directory).isEmptyDirectory();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + application.getAddress().getPort() + path;
    }

    private int run(String... arguments) {
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        return OperationsCommand.run(List.of(arguments), print, print);
    }
}
