package dev.readiness.spring.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class MigrationAutoConfigurationTests {

    private static final String SCHEMA_BY_HIBERNATE = "migration.schema-by-hibernate";
    private static final String UNVERSIONED = "migration.unversioned";
    private static final String SCRIPT = "migration.script-every-start";
    private static final String IN_MEMORY = "migration.in-memory-database";

    @TempDir
    private Path directory;

    private final ApplicationContextRunner withoutDatabase =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class));

    private final ApplicationContextRunner withDatabase = withoutDatabase.withConfiguration(
            AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class));

    private final ApplicationContextRunner withJpa = withDatabase
            .withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
            .withPropertyValues("spring.flyway.enabled=false")
            .withUserConfiguration(Patients.class);

    @Test
    void cleanAndBaselinePassAsSpringBootComes() {
        withDatabase.run(context -> {
            assertThat(find(context, "migration.clean-reachable").result()).isEqualTo(Result.PASS);
            assertThat(find(context, "migration.baseline-on-migrate").result()).isEqualTo(Result.PASS);
            assertThat(find(context, "migration.pending-unsafe").result()).isEqualTo(Result.PASS);
        });
    }

    @Test
    void cleanThatIsEnabledFails() {
        withDatabase
                .withPropertyValues("spring.flyway.clean-disabled=false")
                .run(context -> assertThat(
                                find(context, "migration.clean-reachable").result())
                        .isEqualTo(Result.FAIL));
    }

    @Test
    void baselineThatIsLeftOnFails() {
        withDatabase
                .withPropertyValues("spring.flyway.baseline-on-migrate=true")
                .run(context -> assertThat(
                                find(context, "migration.baseline-on-migrate").result())
                        .isEqualTo(Result.FAIL));
    }

    @Test
    void seesTheCreateDropThatSpringBootAddsForAnEmbeddedDatabase() {
        withJpa.run(context -> {
            Finding finding = find(context, SCHEMA_BY_HIBERNATE);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.where()).isEqualTo("entityManagerFactory");
            assertThat(finding.problem()).contains("create-drop");
            assertThat(finding.remedy()).startsWith("spring.jpa.hibernate.ddl-auto=validate");
        });
    }

    @Test
    void saysThatCreateDropDeletesWhatIsInAFile() {
        withJpa.withPropertyValues("spring.jpa.hibernate.ddl-auto=create-drop", fileUrl())
                .run(context -> assertThat(find(context, SCHEMA_BY_HIBERNATE).problem())
                        .contains("jdbc:h2:file:")
                        .endsWith("a restart deletes all its data."));
    }

    @ParameterizedTest
    @CsvSource({
        "spring.jpa.hibernate.ddl-auto=none, PASS",
        "spring.jpa.hibernate.ddl-auto=update, FAIL",
        "spring.jpa.properties.jakarta.persistence.schema-generation.database.action=create, FAIL",
        "spring.jpa.properties.jakarta.persistence.schema-generation.database.action=none, PASS"
    })
    void readsTheSettingInEffect(String property, Result expected) {
        withJpa.withPropertyValues(property)
                .run(context ->
                        assertThat(find(context, SCHEMA_BY_HIBERNATE).result()).isEqualTo(expected));
    }

    @Test
    void schemaByHibernateIsNotApplicableWithoutJpa() {
        withDatabase
                .withClassLoader(new FilteredClassLoader(EntityManagerFactory.class))
                .run(context ->
                        assertThat(find(context, SCHEMA_BY_HIBERNATE).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void passesWhenFlywayHasAppliedEverything() throws Exception {
        Files.writeString(directory.resolve("V1__patients.sql"), "create table patient (id bigint)");

        withDatabase
                .withPropertyValues(fileUrl(), "spring.flyway.locations=filesystem:" + directory)
                .run(context -> {
                    Finding finding = find(context, UNVERSIONED);

                    assertThat(finding.result()).isEqualTo(Result.PASS);
                    assertThat(finding.where()).isEqualTo("flyway");
                    assertThat(finding.evidence().get(0).observation())
                            .isEqualTo("version 1, 1 applied, 0 pending, 0 failed");
                });
    }

    @Test
    void failsWhenTheFlywayBeanHasNotMigrated() throws Exception {
        Files.writeString(directory.resolve("V1__patients.sql"), "create table patient (id bigint)");

        withDatabase
                .withPropertyValues("spring.flyway.enabled=false")
                .withBean(
                        "lateFlyway",
                        Flyway.class,
                        () -> Flyway.configure()
                                .dataSource("jdbc:h2:mem:late;DB_CLOSE_DELAY=-1", "sa", "")
                                .locations("filesystem:" + directory)
                                .load())
                .run(context -> assertThat(find(context, UNVERSIONED).problem()).contains("V1__patients.sql"));
    }

    @Test
    void failsWithoutFlyway() {
        withDatabase
                .withClassLoader(new FilteredClassLoader(Flyway.class))
                .run(context ->
                        assertThat(find(context, UNVERSIONED).problem()).startsWith("Nothing versions the schema"));
    }

    @Test
    void saysThatFlywayAloneDoesNothingWithoutTheModuleOfSpringBoot() {
        withoutDatabase
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.flyway"))
                .run(context -> assertThat(find(context, UNVERSIONED).problem())
                        .contains("only with its module spring-boot-flyway: nothing migrates"));
    }

    @Test
    void saysThatFlywayIsSwitchedOff() {
        withDatabase
                .withPropertyValues("spring.flyway.enabled=false")
                .run(context ->
                        assertThat(find(context, UNVERSIONED).problem()).contains("spring.flyway.enabled=false"));
    }

    @Test
    void failsOnADatabaseInMemory() {
        withDatabase.run(context -> {
            Finding finding = find(context, IN_MEMORY);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.where()).isEqualTo("dataSource");
        });
    }

    @Test
    void passesOnADatabaseInAFile() {
        withDatabase
                .withPropertyValues(fileUrl())
                .run(context -> assertThat(find(context, IN_MEMORY).result()).isEqualTo(Result.PASS));
    }

    @Test
    void aScriptThatRunsAtEveryStartOnADatabaseThatLastsFails() throws Exception {
        Files.writeString(directory.resolve("rows.sql"), "insert into visit values (1);");
        String location = "spring.sql.init.data-locations=file:" + directory.resolve("rows.sql");

        withDatabase
                .withPropertyValues(fileUrl(), "spring.sql.init.mode=always", location)
                .run(context -> {
                    Finding finding = find(context, SCRIPT);
                    assertThat(finding.result()).isEqualTo(Result.FAIL);
                    assertThat(finding.problem()).startsWith("rows.sql run");
                });
        withDatabase
                .withPropertyValues("spring.sql.init.mode=always", location)
                .run(context -> assertThat(find(context, SCRIPT).result()).isEqualTo(Result.PASS));
        withDatabase
                .withPropertyValues(fileUrl(), location)
                .run(context -> assertThat(find(context, SCRIPT).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void opensNoConnectionBeforeItIsAsked() {
        withoutDatabase
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .run(context -> assertThat(
                                context.getBean(HikariDataSource.class).isRunning())
                        .isFalse());
    }

    @Test
    void nothingIsApplicableWithoutADatabase() {
        withoutDatabase.run(context -> assertThat(List.of(SCHEMA_BY_HIBERNATE, UNVERSIONED, IN_MEMORY))
                .extracting(rule -> find(context, rule).result())
                .containsOnly(Result.NOT_APPLICABLE));
    }

    @Test
    void isOffWhenSwitchedOff() {
        withDatabase
                .withPropertyValues("readiness.migration.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ReadinessRule.class));
    }

    private String fileUrl() {
        return "spring.datasource.url=jdbc:h2:file:" + directory.resolve("clinic");
    }

    private static Finding find(AssertableApplicationContext context, String rule) {
        List<Finding> findings = context.getBeansOfType(ReadinessRule.class).values().stream()
                .filter(bean -> bean.description().id().equals(rule))
                .flatMap(bean -> bean.assess(new Inventory("clinic", List.of())).stream())
                .toList();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Patient.class)
    static class Patients {}

    @Entity
    static class Patient {
        @Id
        private Long id;
    }
}
