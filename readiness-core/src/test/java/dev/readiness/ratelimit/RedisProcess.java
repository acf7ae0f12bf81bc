package dev.readiness.ratelimit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/** A real Redis in a process of its own, which a test may stop, kill, pause and start again on the same port. */
final class RedisProcess implements AutoCloseable {

    private final File binary;
    private final Path directory;
    private final int port;
    private Process process;

    private RedisProcess() throws IOException {
        binary = ExecutableProvider.newJarResourceProvider().get();
        directory = Files.createTempDirectory("redis");
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        start();
    }

    static RedisProcess started() {
        try {
            return new RedisProcess();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    void start() {
        try {
            process = new ProcessBuilder(
                            binary.getAbsolutePath(),
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--dir",
                            directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> ask(StatefulRedisConnection::isOpen));
    }

    /** Does something over a connection of its own. */
    <T> T ask(Function<StatefulRedisConnection<String, String>, T> question) {
        RedisClient client = RedisClient.create(uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    void pause() {
        Signals.send("STOP", process.pid());
    }

    void resume() {
        Signals.send("CONT", process.pid());
    }

    @Override
    public void close() {
        kill();
    }
}
