package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools of a real database whose role really gets new passwords. All values are made up for these tests; none opens anything. */
class HikariPasswordsTests {

    private static final String NAME = "DB_PASSWORD";

    @TempDir
    Path directory;

    private SecretRotation rotation;

    @AfterEach
    void close() {
        if (rotation != null) {
            rotation.close();
        }
    }

    @Test
    void aPoolMovesToEachNewPasswordOfARealDatabaseWithoutAFailedRequest() throws Exception {
        write("test-value-0");
        rotation = SecretRotation.of(List.of(SecretSource.directory(directory)), Duration.ofMillis(100), NAME)
                .start();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("password_encryption", "scram-sha-256")
                        .start();
                Connection admin = postgres.getPostgresDatabase().getConnection()) {
            execute(admin, "create role clinic login password 'test-value-0'");
            requirePasswords(postgres, admin);
            try (HikariDataSource pool = pool(postgres)) {
                pool.getConnection()
                        .close(); // the pool exists before the first change, as in an application that has started
                HikariPasswords.follow(password(), pool);
                List<String> failed = new CopyOnWriteArrayList<>();
                AtomicInteger done = new AtomicInteger();
                AtomicBoolean over = new AtomicBoolean();
                List<Thread> clients = IntStream.range(0, 4)
                        .mapToObj(i -> new Thread(() -> use(pool, over, done, failed)))
                        .toList();
                clients.forEach(Thread::start);
                for (int i = 1; i <= 5; i++) {
                    Secret expected = Secret.of("test-value-" + i);
                    execute(admin, "alter role clinic password '" + expected.reveal() + "'");
                    write(expected.reveal());
                    await().until(() -> expected.reveal().equals(pool.getPassword()));
                    int before = done.get();
                    await().until(() -> done.get() > before + 20);
                }
                over.set(true);
                for (Thread client : clients) {
                    client.join();
                }

                assertThat(failed).isEmpty();
                assertThat(done.get()).isGreaterThan(100);
                assertThat(pool.getPassword()).isEqualTo("test-value-5");
            }
        }
    }

    @Test
    void aPoolKeepsTheOldPasswordUntilTheDatabaseKnowsTheNewOne() throws Exception {
        write("test-value-0");
        rotation = SecretRotation.of(List.of(SecretSource.directory(directory)), Duration.ofHours(1), NAME);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("password_encryption", "scram-sha-256")
                        .start();
                Connection admin = postgres.getPostgresDatabase().getConnection()) {
            execute(admin, "create role clinic login password 'test-value-0'");
            requirePasswords(postgres, admin);
            try (HikariDataSource pool = pool(postgres)) {
                pool.getConnection().close();
                HikariPasswords.follow(password(), pool);
                write("test-value-1");

                rotation.check();
                pool.getHikariPoolMXBean().softEvictConnections();

                assertThat(rotation.problem())
                        .hasValueSatisfying(problem -> assertThat(problem)
                                .contains(
                                        "does not let the new 'DB_PASSWORD' in (SQL state 28P01); the pool keeps the old one")
                                .doesNotContain("test-value"));
                pool.getConnection().close();
                execute(admin, "alter role clinic password 'test-value-1'");

                rotation.check();
                pool.getHikariPoolMXBean().softEvictConnections();

                assertThat(rotation.problem()).isEmpty();
                pool.getConnection().close();
                assertThat(pool.getPassword()).isEqualTo("test-value-1");
            }
        }
    }

    @Test
    void aPoolThatGotItsPasswordBeforeTheLastChangeMovesAtOnce() throws IOException {
        write("test-value-1");
        rotation = SecretRotation.of(List.of(SecretSource.directory(directory)), Duration.ofHours(1), NAME);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:moves-at-once");
            pool.setUsername("sa");
            pool.setPassword("test-value-0");

            HikariPasswords.follow(password(), pool);

            assertThat(pool.getPassword()).isEqualTo("test-value-1");
        }
    }

    private static HikariDataSource pool(EmbeddedPostgres postgres) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
        pool.setUsername("clinic");
        pool.setPassword("test-value-0");
        pool.setMaximumPoolSize(4);
        return pool;
    }

    private static void use(HikariDataSource pool, AtomicBoolean over, AtomicInteger done, List<String> failed) {
        while (!over.get()) {
            try (Connection connection = pool.getConnection()) {
                execute(connection, "select 1");
                done.incrementAndGet();
            } catch (SQLException ex) {
                failed.add(ex.toString());
            }
        }
    }

    /** The embedded server trusts everybody unless it is told otherwise. */
    private static void requirePasswords(EmbeddedPostgres postgres, Connection admin) throws Exception {
        try (var result = admin.createStatement().executeQuery("show hba_file")) {
            result.next();
            Path rules = Path.of(result.getString(1));
            Files.writeString(rules, "host all clinic all scram-sha-256\n" + Files.readString(rules));
        }
        execute(admin, "select pg_reload_conf()");
        await().until(() -> {
            try (HikariDataSource wrong = pool(postgres)) {
                wrong.setPassword("test-wrong");
                wrong.setInitializationFailTimeout(1);
                wrong.getConnection().close();
                return false;
            } catch (SQLException | RuntimeException ex) {
                return true;
            }
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private RotatingSecret password() {
        return rotation.secret(NAME);
    }

    private void write(String value) throws IOException {
        Path next = Files.writeString(directory.resolve(".next"), value);
        Files.move(next, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
