package dev.readiness.spring.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.health.HealthStatus;
import dev.readiness.health.Impact;
import dev.readiness.health.RatedCheck;
import dev.readiness.migration.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MigrationHealthTests {

    @TempDir
    private Path directory;

    private Migrations migrations;
    private HealthCheck check;

    @BeforeEach
    void setUp() throws IOException {
        write("V1__visit.sql", "CREATE TABLE visit (id INT)");
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:file:" + directory.resolve("clinic"));
        migrations = Migrations.of(database, "filesystem:" + directory);
        check = new MigrationHealth(() -> Map.of("flyway", migrations));
    }

    @Test
    void whatIsNotAppliedDegrades() throws Exception {
        write("V2__note.sql", "ALTER TABLE visit ADD COLUMN note VARCHAR(20)");

        assertThat(check.check())
                .isEqualTo(HealthResult.degraded("not applied: V1__visit.sql and 1 more")
                        .with("version", "none"));
        migrations.migrate();
        assertThat(check.check()).isEqualTo(HealthResult.up().with("version", "2"));
    }

    @Test
    void whatStoppedHalfWayIsDown() throws Exception {
        write("V2__wrong.sql", "ALTER TABLE visit ADD COLUMN note VARCHAR(20); ALTER TABLE nothing DROP COLUMN note");
        assertThatException().isThrownBy(migrations::migrate);

        assertThat(check.check())
                .isEqualTo(HealthResult.down("a migration stopped half-way: V2__wrong.sql")
                        .with("version", "2"));
    }

    @Test
    void isThereWhereHealthIsMonitoredAndTakesNoInstanceOut() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MigrationAutoConfiguration.class,
                        DataSourceAutoConfiguration.class,
                        FlywayAutoConfiguration.class))
                .withPropertyValues("spring.flyway.locations=filesystem:" + directory);
        runner.run(context -> assertThat(context).doesNotHaveBean(HealthCheck.class));
        runner.withPropertyValues("readiness.health.monitor=true").run(context -> {
            RatedCheck rated = context.getBean("migrationsHealthCheck", RatedCheck.class);
            assertThat(rated.impact()).isEqualTo(Impact.DEGRADED);
            assertThat(rated.shared()).isTrue();
            assertThat(rated.check().status()).isEqualTo(HealthStatus.UP);
            assertThat(rated.check().details()).containsEntry("version", "1");
        });
    }

    private void write(String name, String script) throws IOException {
        Files.writeString(directory.resolve(name), script);
    }
}
