package dev.readiness.spring.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.backup.Backups;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class BackupAutoConfigurationTests {

    private static final String KEY = "readiness.backup.key=dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLWJhY2t1cHM=";

    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(BackupAutoConfiguration.class, BackupReportAutoConfiguration.class))
            .withBean(DataSource.class, postgres::getPostgresDatabase);

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:db/backup")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void nothingIsThereUntilADirectoryIsSetAndWhatIsOutsideIsUnknown() {
        runner.run(context -> {
            assertThat(context).doesNotHaveBean(Backups.class);
            assertThat(findings(context))
                    .extracting(Finding::result)
                    .containsExactlyInAnyOrder(Result.UNKNOWN, Result.UNKNOWN);
        });
    }

    @Test
    void backupsAreTakenRestoredAndReported() {
        configured().run(context -> {
            BackupsEndpoint endpoint = new BackupsEndpoint(context.getBean(Backups.class));
            assertThat(findings(context)).extracting(Finding::result).contains(Result.FAIL);
            assertThat(context.getBean(HealthCheck.class).check().status()).isEqualTo(HealthStatus.DEGRADED);

            BackupsEndpoint.Standing standing = endpoint.run(true);

            assertThat(standing.problems()).isEmpty();
            assertThat(standing.lastTestedRestore()).isNotNull();
            assertThat(findings(context)).hasSize(3).extracting(Finding::result).containsOnly(Result.PASS);
            assertThat(context.getBean(HealthCheck.class).check().status()).isEqualTo(HealthStatus.UP);
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            context.getBean(BackupMeters.class).bindTo(meters);
            assertThat(meters.get("readiness.backup.age").timeGauge().value()).isBetween(0.0, 600.0);
            assertThat(meters.get("readiness.backup.restore.tested.age")
                            .timeGauge()
                            .value())
                    .isBetween(0.0, 600.0);
        });
    }

    @Test
    void aMigrationThatFlywayDoesNotAcceptFailsTheTestedRestore() {
        configured()
                .withBean(
                        Flyway.class,
                        () -> Flyway.configure()
                                .dataSource(postgres.getPostgresDatabase())
                                .locations("classpath:db/backup-edited")
                                .load())
                .run(context -> {
                    BackupsEndpoint.Standing standing = new BackupsEndpoint(context.getBean(Backups.class)).run(true);

                    assertThat(standing.problems()).anyMatch(problem -> problem.contains("flyway: 1 table"));
                });
    }

    @Test
    void aContextThatWasStoppedGoesOn() {
        configured().run(context -> {
            context.stop();
            assertThat(context.getBean(BackupLifecycle.class).isRunning()).isFalse();

            context.start();

            assertThat(context.getBean(BackupLifecycle.class).isRunning()).isTrue();
        });
    }

    @Test
    void settingsThatCannotWorkAreRefusedWithoutTheKey() {
        configured()
                .withPropertyValues("readiness.backup.key=not-a-key!")
                .withPropertyValues("readiness.backup.every=48h", "readiness.backup.scratch.url=jdbc:h2:mem:other")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(BackupSettingsException.class)
                        .hasMessageContainingAll("Base64", "PT48H", "jdbc:postgresql:")
                        .hasMessageNotContaining("not-a-key"));
        runner.withPropertyValues("readiness.backup.directory=" + directory)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'readiness.backup.key' is not"));
    }

    @Test
    void anH2IsBackedUpAndItsRestoreTestedWithoutAnythingElse() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + directory.resolve("clinic") + ";DB_CLOSE_DELAY=-1");
        h2.setUser("sa");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BackupAutoConfiguration.class))
                .withBean(DataSource.class, () -> h2)
                .withPropertyValues("readiness.backup.directory=" + directory.resolve("backups"), KEY)
                .run(context -> {
                    Flyway.configure()
                            .dataSource(h2)
                            .locations("classpath:db/backup")
                            .load()
                            .migrate();
                    BackupsEndpoint.Standing standing = new BackupsEndpoint(context.getBean(Backups.class)).run(true);

                    assertThat(standing.problems()).isEmpty();
                    assertThat(standing.lastTestedRestore()).isNotNull();
                });
    }

    private ApplicationContextRunner configured() {
        return runner.withPropertyValues(
                "readiness.backup.directory=" + directory,
                KEY,
                "readiness.backup.scratch.url=" + postgres.getJdbcUrl("postgres", "postgres"));
    }

    private static List<Finding> findings(ApplicationContext context) {
        return context.getBeansOfType(ReadinessRule.class).values().stream()
                .flatMap(rule -> rule.assess(new Inventory("clinic", List.of())).stream())
                .toList();
    }
}
