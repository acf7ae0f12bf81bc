package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthStatus;
import dev.readiness.secrets.SecretRotation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** A real role whose password really changes. All values are made up for these tests. */
class SecretRotationAutoConfigurationTests {

    private static EmbeddedPostgres postgres;

    private static Connection admin;

    @TempDir
    Path directory;

    private int swap;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        admin = postgres.getPostgresDatabase().getConnection();
        execute(admin, "create role clinic login password 'test-value-0'");
        execute(admin, "create role lent");
        try (var result = admin.createStatement().executeQuery("show hba_file")) {
            result.next();
            Path rules = Path.of(result.getString(1));
            Files.writeString(rules, "host all clinic,+lent all scram-sha-256\n" + Files.readString(rules));
        }
        execute(admin, "select pg_reload_conf()");
        await().until(() -> !canLogIn("test-wrong"));
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        postgres.close();
    }

    @BeforeEach
    void firstPassword() throws Exception {
        execute(admin, "alter role clinic password 'test-value-0'");
        swapTo("test-value-0");
    }

    @Test
    void aPoolMovesToEachNewPasswordWithoutAFailedRequest() throws Exception {
        try (ConfigurableApplicationContext context = run()) {
            HikariDataSource pool = context.getBean(HikariDataSource.class);
            pool.getConnection().close();
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger done = new AtomicInteger();
            List<String> failed = new CopyOnWriteArrayList<>();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread client = new Thread(() -> use(pool, over, done, failed));
                client.start();
                clients.add(client);
            }
            for (int i = 1; i <= 5; i++) {
                String expected = "test-value-" + i;
                execute(admin, "alter role clinic password '" + expected + "'");
                swapTo(expected);
                await().until(() -> expected.equals(pool.getPassword()));
                int before = done.get();
                await().until(() -> done.get() > before + 20);
            }
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }

            assertThat(failed).isEmpty();
            assertThat(context.getEnvironment().getProperty("spring.datasource.password"))
                    .isEqualTo("test-value-5");
            assertThat(context.getBean(TestApplication.class).told)
                    .contains(new SecretChanged("DB_PASSWORD", 2), new SecretChanged("DB_PASSWORD", 6));
            assertThat(meters(context)
                            .get("readiness.secrets.changes")
                            .functionCounter()
                            .count())
                    .isEqualTo(5);
        }
    }

    @Test
    void aPoolMovesToEachUserThatVaultLendsWithoutAFailedRequest() throws Exception {
        try (VaultStandIn vault = new VaultStandIn()) {
            vault.length = 3;
            vault.extendable = false;
            vault.lender = SecretRotationAutoConfigurationTests::lend;
            try (ConfigurableApplicationContext context = run(
                    "--readiness.secrets.vault.uri=" + vault.uri(),
                    "--readiness.secrets.vault.token=" + VaultStandIn.TOKEN,
                    "--spring.config.import=readiness-secrets:vault-lease:db=database/creds/clinic",
                    "--spring.datasource.username=${db.username}",
                    "--spring.datasource.password=${db.password}")) {
                HikariDataSource pool = context.getBean(HikariDataSource.class);
                AtomicBoolean over = new AtomicBoolean();
                AtomicInteger done = new AtomicInteger();
                List<String> failed = new CopyOnWriteArrayList<>();
                Thread client = new Thread(() -> use(pool, over, done, failed));
                client.start();

                await().until(() -> "test-lent-3".equals(pool.getUsername()));
                int before = done.get();
                await().until(() -> done.get() > before + 20);
                over.set(true);
                client.join();

                assertThat(failed).isEmpty();
                assertThat(context.getEnvironment().getProperty("spring.datasource.username"))
                        .isIn("test-lent-3", "test-lent-4");
                assertThat(context.getBean(SecretRotation.class).problem()).isEmpty();
            }
        }
    }

    /** As the database engine of Vault does: a new role with a new password for each loan. */
    private static String lend(int number) {
        String user = "test-lent-" + number;
        String password = "test-lent-value-" + number;
        try {
            execute(admin, "create role \"" + user + "\" login password '" + password + "' in role lent");
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
        return "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}";
    }

    @Test
    void whatCannotBeUsedLeavesTheOldValueAndRaisesHealthAndAMeter() throws Exception {
        try (ConfigurableApplicationContext context = run()) {
            MeterRegistry meters = meters(context);
            HealthCheck health = context.getBean("secretRotationHealthCheck", HealthCheck.class);
            assertThat(context.getBean(HealthContributorRegistry.class).getContributor("secretRotation"))
                    .isNotNull();
            assertThat(health.check().status()).isEqualTo(HealthStatus.UP);
            assertThat(meters.get("readiness.secrets.rotation.failed").gauge().value())
                    .isZero();

            swapTo("test\u0000value-1");

            await().untilAsserted(() -> assertThat(health.check().status()).isEqualTo(HealthStatus.DOWN));
            assertThat(health.check().details().toString())
                    .contains("cannot give 'DB_PASSWORD': it is binary, not text")
                    .doesNotContain("value-1");
            assertThat(meters.get("readiness.secrets.rotation.failed").gauge().value())
                    .isEqualTo(1);
            assertThat(context.getEnvironment().getProperty("DB_PASSWORD")).isEqualTo("test-value-0");
            context.getBean(HikariDataSource.class).getConnection().close();

            execute(admin, "alter role clinic password 'test-value-2'");
            swapTo("test-value-2");

            await().untilAsserted(() -> assertThat(health.check().status()).isEqualTo(HealthStatus.UP));
            context.getBean(HikariDataSource.class).getConnection().close();
        }
    }

    @Test
    void aPasswordThatTheDatabaseDoesNotKnowYetWaits() throws Exception {
        try (ConfigurableApplicationContext context = run()) {
            HealthCheck health = context.getBean("secretRotationHealthCheck", HealthCheck.class);
            HikariDataSource pool = context.getBean(HikariDataSource.class);

            swapTo("test-value-1");

            await().untilAsserted(() -> assertThat(health.check().status()).isEqualTo(HealthStatus.DOWN));
            assertThat(pool.getPassword()).isEqualTo("test-value-0");
            execute(admin, "alter role clinic password 'test-value-1'");

            await().untilAsserted(() -> assertThat(health.check().status()).isEqualTo(HealthStatus.UP));
            assertThat(pool.getPassword()).isEqualTo("test-value-1");
        }
    }

    @Test
    void aListenerThatFailsIsToldAgain() throws Exception {
        try (ConfigurableApplicationContext context = run()) {
            TestApplication application = context.getBean(TestApplication.class);
            application.failing.set(true);
            execute(admin, "alter role clinic password 'test-value-1'");
            swapTo("test-value-1");
            SecretRotation rotation = context.getBean(SecretRotation.class);
            await().until(() -> rotation.problem().isPresent());

            application.failing.set(false);

            await().until(() -> rotation.problem().isEmpty());
            assertThat(application.told).contains(new SecretChanged("DB_PASSWORD", 2));
        }
    }

    @Test
    void aSecretThatAnEnvironmentVariableOrArgumentOverridesIsNotFollowed() throws Exception {
        try (ConfigurableApplicationContext context = run("--DB_PASSWORD=test-value-0")) {
            assertThat(context.getBean(SecretRotation.class).names()).isEmpty();
        }
    }

    @Test
    void aDataSourceThatNamesASecretWhichNobodyFollowsStopsTheStart() {
        assertThatExceptionOfType(dev.readiness.secrets.SecretSourceException.class)
                .isThrownBy(() -> run("--readiness.secrets.rotation.data-sources[dataSource]=OTHER"))
                .withMessage("readiness.secrets.rotation.data-sources[dataSource] names 'OTHER', which is none of the"
                        + " secrets that are followed: [DB_PASSWORD]");
    }

    @Test
    void followsNothingUnlessItIsSwitchedOnAndStartsWithoutPoolsMetersAndHealth() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SecretRotationAutoConfiguration.class));

        runner.run(context -> assertThat(context).doesNotHaveBean(SecretRotation.class));
        runner.withPropertyValues("readiness.secrets.rotation.enabled=true", "readiness.secrets.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(SecretRotation.class));
        runner.withPropertyValues("readiness.secrets.rotation.enabled=true")
                .withClassLoader(new FilteredClassLoader(
                        HikariDataSource.class.getPackageName(),
                        MeterBinder.class.getPackageName(),
                        HealthContributorRegistry.class.getPackageName()))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(SecretRotation.class));
    }

    private static MeterRegistry meters(ConfigurableApplicationContext context) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        context.getBean(SecretRotationMeters.class).bindTo(registry);
        return registry;
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

    private static boolean canLogIn(String password) {
        try {
            java.sql.DriverManager.getConnection(url(), "clinic", password).close();
            return true;
        } catch (SQLException ex) {
            return false;
        }
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A new directory beside the link, then the link replaced in one step, as the kubelet does. */
    private void swapTo(String value) throws IOException {
        Path version = Files.createDirectory(directory.resolve("..version-" + ++swap));
        Files.writeString(version.resolve("DB_PASSWORD"), value);
        Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), version.getFileName());
        Files.move(
                link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (swap == 1) {
            Files.createSymbolicLink(directory.resolve("DB_PASSWORD"), Path.of("..data", "DB_PASSWORD"));
        }
    }

    private ConfigurableApplicationContext run(String... arguments) {
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        List<String> all = new ArrayList<>(List.of(
                "--spring.main.banner-mode=off",
                "--spring.config.location=optional:file:" + directory.resolve("absent.properties"),
                "--spring.config.import=readiness-secrets:directory:" + directory,
                "--readiness.secrets.rotation.enabled=true",
                "--readiness.secrets.rotation.interval=200ms",
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=clinic",
                "--spring.datasource.password=${DB_PASSWORD}",
                "--spring.datasource.hikari.maximum-pool-size=4"));
        for (String argument : arguments) { // instead of the one of that name
            all.removeIf(other -> other.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
            all.add(argument);
        }
        return application.run(all.toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        HealthContributorRegistryAutoConfiguration.class,
        HealthContributorAutoConfiguration.class,
        dev.readiness.spring.health.HealthContributorsAutoConfiguration.class,
        SecretRotationAutoConfiguration.class
    })
    static class TestApplication {

        final List<SecretChanged> told = new CopyOnWriteArrayList<>();

        final AtomicBoolean failing = new AtomicBoolean();

        @EventListener
        void on(SecretChanged change) {
            if (failing.get()) {
                throw new IllegalStateException("test-failure");
            }
            told.add(change);
        }

        @Bean
        SimpleMeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }
}
