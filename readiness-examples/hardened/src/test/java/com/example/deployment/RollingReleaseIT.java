package com.example.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.comparison.ClinicProcess;
import dev.readiness.encryption.BlindIndex;
import dev.readiness.encryption.EncryptionKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes of the clinic behind HAProxy, taken to a new version with an expanded schema and back, while visitors use them.
 *
 * <p>Minutes long, and so only in the profile {@code rolling}; {@code -Drolling.restarts=20} says how many restarts.
 */
@EnabledIfSystemProperty(named = "rolling.restarts", matches = "\\d+")
class RollingReleaseIT {

    private static final Path JAR = Path.of("target", "hardened.jar").toAbsolutePath();
    private static final int VISITORS = 6;

    private final List<HaProxy.Server> servers = new ArrayList<>();
    private final ClinicProcess[] instances = new ClinicProcess[2];

    @TempDir
    private Path folder;

    private EmbeddedPostgres database;
    private int port;
    private int starts;
    private HaProxy proxy;

    @BeforeEach
    void start() throws IOException {
        if (!HaProxy.isPresent()) {
            System.err.println("notice: haproxy is not installed (Debian: haproxy); no rolling release is tried");
        }
        Assumptions.assumeTrue(HaProxy.isPresent(), "haproxy is not installed");
        database = EmbeddedPostgres.start();
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
        Files.createDirectories(folder.resolve("expand"));
        write(folder.resolve("expand/V8__expand.sql"), "ALTER TABLE patient ADD COLUMN language VARCHAR(8);\n");
        for (int i = 0; i < instances.length; i++) {
            servers.add(new HaProxy.Server(freePort(), freePort()));
        }
        port = freePort();
        proxy = HaProxy.start(folder, port, freePort(), servers);
    }

    @AfterEach
    void stop() throws IOException {
        for (ClinicProcess instance : instances) {
            if (instance != null) {
                instance.close();
            }
        }
        if (proxy != null) {
            proxy.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void nobodyNoticesARelease() throws IOException, SQLException {
        int restarts = Integer.getInteger("rolling.restarts");
        begin(true);
        try (Visitors visitors = Visitors.start(port, VISITORS)) {
            for (int i = 0; i < restarts; i++) {
                boolean forth = i / instances.length % 2 == 0;
                restart(i % instances.length, true, forth);
            }
            visitors.end();

            System.out.println("With drain: " + visitors.sent() + " requests, " + visitors.signedUp() + " sign-ups, "
                    + restarts + " restarts, failed: " + visitors.failures());
            assertThat(visitors.failures()).as(() -> errors()).isEmpty();
            assertThat(patients()).isEqualTo(visitors.signedUp());
            assertThat(visitors.sent()).isGreaterThan(1000);
        }
    }

    @Test
    void withoutADrainSomebodyDoes() throws IOException {
        begin(false);
        try (Visitors visitors = Visitors.start(port, VISITORS)) {
            for (int i = 0; i < instances.length && visitors.failed() == 0; i++) {
                restart(i, false, false);
            }
            visitors.end();

            System.out.println("Without drain: " + visitors.sent() + " requests, failed: " + visitors.failures());
            assertThat(visitors.failed()).isPositive();
        }
    }

    private void begin(boolean drain) throws IOException {
        for (int i = 0; i < instances.length; i++) {
            instances[i] = start(i, drain, false);
            proxy.awaitUp(i);
        }
    }

    private void restart(int instance, boolean drain, boolean newVersion) throws IOException {
        instances[instance].stop();
        instances[instance] = start(instance, drain, newVersion);
        proxy.awaitUp(instance);
    }

    /** The new version is the old one with one more migration. */
    private ClinicProcess start(int instance, boolean drain, boolean newVersion) throws IOException {
        Path own = Files.createDirectories(folder.resolve("instance-" + instance + "-" + starts++));
        List<String> arguments = new ArrayList<>(List.of(
                "-jar",
                JAR.toString(),
                "--spring.profiles.active=production",
                "--server.port=" + servers.get(instance).port(),
                "--management.server.port=" + servers.get(instance).management(),
                "--management.server.address=127.0.0.1",
                "--clinic.database.url=" + database.getJdbcUrl("postgres", "postgres"),
                "--clinic.database.user=postgres",
                "--clinic.sms.url=http://127.0.0.1:9/",
                "--readiness.secrets.directories=" + folder.resolve("secrets"),
                "--readiness.rate-limit.rules.signup.limits=1000000/1m",
                "--readiness.health.drain.enabled=" + drain));
        if (newVersion) {
            arguments.add("--spring.flyway.locations=classpath:db/migration,filesystem:" + folder.resolve("expand"));
        }
        ClinicProcess process = ClinicProcess.start(own, arguments);
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(process.log());
            }
            return process.log().contains("Started ClinicApplication");
        });
        return process;
    }

    /** Returns what the instances logged as errors, and the proxy of what did not end as it should. */
    private String errors() {
        try (Stream<Path> logs = Files.walk(folder)) {
            return logs.filter(file -> file.endsWith("log.txt"))
                    .flatMap(RollingReleaseIT::lines)
                    .filter(line -> line.contains("\"level\":\"ERROR\""))
                    .limit(20)
                    .collect(Collectors.joining("\n", "", "\n" + proxy.log()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long patients() throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM patient WHERE language IS NULL")) {
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
