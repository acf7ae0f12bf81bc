package com.example.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.comparison.ClinicProcess;
import dev.readiness.encryption.BlindIndex;
import dev.readiness.encryption.EncryptionKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.embedded.RedisServer;

/**
 * Several processes of the clinic that start at the same moment on one empty PostgreSQL and one Redis: one of them migrates,
 * one at a time seals, and together they let through what the limit says and not one request more.
 *
 * <p>Minutes long, and so only in the profile {@code nodes}; {@code -Dnodes=2,4} says how many processes.
 */
@EnabledIfSystemProperty(named = "nodes", matches = "[\\d,]+")
class SeveralNodesIT {

    private static final int LIMIT = 40;
    private static final int REQUESTS = 100;
    private static final String PASSWORD = "test-password-of-nobody";
    private static final String EMAIL = "pat@clinic.example";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<ClinicProcess> nodes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    @TempDir
    private Path folder;

    private EmbeddedPostgres database;
    private RedisServer redis;
    private int redisPort;

    static Stream<Integer> nodes() {
        return Stream.of(System.getProperty("nodes").split(",")).map(Integer::parseInt);
    }

    @BeforeEach
    void start() throws IOException {
        database = EmbeddedPostgres.start();
        redisPort = freePort();
        redis = RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").build();
        redis.start();
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Map.of(
                        "clinic.sms.api-key", "test-value-of-an-api-key-0123456789",
                        "clinic.confirmation.signing-key", "test-value-of-a-signing-key-0123456789",
                        "clinic.administrators.grace", "test-value-of-a-password-1",
                        "clinic.administrators.alan", "test-value-of-a-password-2",
                        "clinic.phone-index.key", BlindIndex.generateKey(),
                        "readiness.encryption.keys", EncryptionKeys.generate().reveal(),
                        "clinic.database.password", "test-value-of-a-password-3",
                        "clinic.secrets-are-for", "production")
                .forEach((name, value) -> write(secrets.resolve(name), value));
    }

    @AfterEach
    void stop() throws IOException {
        nodes.forEach(ClinicProcess::close);
        redis.stop();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void actAsOne(int number) throws Exception {
        for (int node = 0; node < number; node++) {
            nodes.add(start(node, number));
        }
        nodes.forEach(SeveralNodesIT::awaitStarted);

        assertThat(count("SELECT count(*) FROM flyway_schema_history WHERE success"))
                .isEqualTo(count("SELECT count(DISTINCT version) FROM flyway_schema_history"));
        assertThat(nodes.stream().filter(node -> node.log().contains("Successfully applied")))
                .as("nodes that migrated")
                .hasSize(1);

        assertThat(post(
                                0,
                                "/signup",
                                "{\"name\":\"Pat Smith\",\"email\":\"%s\",\"password\":\"%s\"}"
                                        .formatted(EMAIL, PASSWORD))
                        .statusCode())
                .isEqualTo(201);
        // One after the other at each node: more logins at once than may fail are refused, whoever they are.
        Map<Integer, Long> answers = IntStream.range(0, number)
                .mapToObj(node -> CompletableFuture.supplyAsync(
                        () -> IntStream.range(0, REQUESTS / number)
                                .mapToObj(request -> look(node).join().statusCode())
                                .toList(),
                        task -> new Thread(task).start()))
                .toList()
                .stream()
                .flatMap(all -> all.join().stream())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        System.out.println(number + " nodes, limit " + LIMIT + ", answers: " + answers);
        assertThat(answers).isEqualTo(Map.of(200, (long) LIMIT, 429, (long) REQUESTS - LIMIT));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(count("SELECT count(*) FROM readiness_audit_leaf"))
                        .isEqualTo(count("SELECT count(*) FROM readiness_audit"))
                        .isPositive());
        assertThat(count("SELECT count(*) FROM readiness_audit_lease")).isEqualTo(1);
        assertThat(nodes.stream()
                        .flatMap(node -> node.log().lines())
                        .filter(line -> line.contains("\"level\":\"ERROR\"")))
                .as("errors in the logs")
                .isEmpty();
    }

    private ClinicProcess start(int node, int number) throws IOException {
        ports.add(freePort());
        return ClinicProcess.start(
                Files.createDirectories(folder.resolve("node-" + node)),
                List.of(
                        "-cp",
                        classPath(),
                        "com.example.clinic.ClinicApplication",
                        "--spring.profiles.active=production",
                        "--server.port=" + ports.get(node),
                        "--server.address=127.0.0.1",
                        "--management.server.port=" + freePort(),
                        "--management.server.address=127.0.0.1",
                        "--clinic.database.url=" + database.getJdbcUrl("postgres", "postgres"),
                        "--clinic.database.user=postgres",
                        "--clinic.sms.url=http://127.0.0.1:9/",
                        "--readiness.secrets.directories=" + folder.resolve("secrets"),
                        "--readiness.migration.run.enabled=true",
                        "--readiness.audit.seal.key="
                                + Base64.getEncoder()
                                        .encodeToString(new byte[32])
                                        .replace('A', 'B'),
                        "--readiness.rate-limit.store=redis",
                        "--readiness.rate-limit.shared.redis-url=redis://127.0.0.1:" + redisPort,
                        "--readiness.rate-limit.shared.key-secret=test-value-of-a-key-secret",
                        "--readiness.rate-limit.shared.timeout=30s",
                        "--readiness.rate-limit.shared.instances=" + number,
                        "--readiness.rate-limit.rules.appointments.limits=" + LIMIT + "/1d"));
    }

    /** What the tests see, without the tests: the jar of the application has no client of Redis. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void awaitStarted(ClinicProcess node) {
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            if (!node.isAlive()) {
                throw new IllegalStateException(node.log());
            }
            return node.log().contains("Started ClinicApplication");
        });
    }

    private CompletableFuture<HttpResponse<String>> look(int node) {
        return client.sendAsync(
                request(node, "/appointments")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        (EMAIL + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(int node, String path, String json) throws Exception {
        return client.send(
                request(node, path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(int node, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(node) + path));
    }

    private long count(String query) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
