package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.migration.SchemaVersioning.Obstacle;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationRulesTests {

    private static final String SETTING = "hibernate.hbm2ddl.auto";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"update", "create", "create-drop", "create-only", "drop-and-create", "UPDATE"})
    void schemaByHibernateFailsWhereHibernateChangesTheSchema(String action) {
        assertThat(schemaByHibernate(action, inMemory()).result()).isEqualTo(Result.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "validate"})
    void schemaByHibernatePassesWhereHibernateOnlyLooks(String action) {
        assertThat(schemaByHibernate(action, inMemory()).result()).isEqualTo(Result.PASS);
    }

    @Test
    void schemaByHibernateSaysWhatTheNextRestartDeletes() {
        assertThat(schemaByHibernate("create-drop", inFile()).problem())
                .contains("jdbc:h2:file:")
                .endsWith("a restart deletes all its data.");
    }

    @Test
    void schemaByHibernateSaysNothingOfLastingDataWhereThereIsNone() {
        assertThat(schemaByHibernate("create-drop", inMemory()).problem()).doesNotContain("deletes all");
    }

    @Test
    void schemaByHibernateIsNotApplicableWithoutAnEntityManagerFactory() {
        assertThat(only(MigrationRules.schemaByHibernate(List::of)).result()).isEqualTo(Result.NOT_APPLICABLE);
    }

    @Test
    void schemaByHibernateTellsHowToSwitchOffTheSettingInEffect() {
        SchemaManagement management = new SchemaManagement(
                "entityManagerFactory",
                "jakarta.persistence.schema-generation.database.action",
                "create",
                Optional.empty());

        assertThat(only(MigrationRules.schemaByHibernate(() -> List.of(management)))
                        .remedy())
                .startsWith("spring.jpa.properties.jakarta.persistence.schema-generation.database.action=none");
    }

    @Test
    void unversionedFailsWhenNothingMigratesADatabase() {
        assertThat(unversioned(new SchemaVersioning(databases(inMemory()), Map.of(), Map.of(), Optional.empty())))
                .satisfies(finding -> assertThat(finding.result()).isEqualTo(Result.FAIL))
                .satisfies(finding -> assertThat(finding.remedy()).contains("spring-boot-starter-flyway"));
    }

    @Test
    void unversionedSaysWhyNothingMigratesAndWhatToDo() {
        Obstacle obstacle = new Obstacle("Nothing starts Flyway.", "flyway.start=true");

        Finding finding =
                unversioned(new SchemaVersioning(databases(inMemory()), Map.of(), Map.of(), Optional.of(obstacle)));

        assertThat(finding.problem()).isEqualTo("Nothing starts Flyway.");
        assertThat(finding.remedy()).startsWith("flyway.start=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"flyway_schema_history\"", "DATABASECHANGELOG"})
    void unversionedIsUnknownWhenSomethingOutsideMigrates(String history) throws Exception {
        DataSource database = inMemory();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + history + " (id int)");
        }

        assertThat(unversioned(new SchemaVersioning(databases(database), Map.of(), Map.of(), Optional.empty()))
                        .result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void unversionedIsNotApplicableWithoutADatabase() {
        assertThat(unversioned(new SchemaVersioning(Map.of(), Map.of(), Map.of(), Optional.empty()))
                        .result())
                .isEqualTo(Result.NOT_APPLICABLE);
    }

    @Test
    void unversionedPassesWhenEveryMigrationIsApplied() throws Exception {
        Migrations migrations = migrations("create table patient (id bigint)");
        migrations.migrate();

        assertThat(unversioned(migrations).result()).isEqualTo(Result.PASS);
    }

    @Test
    void unversionedFailsWhenAMigrationIsPending() throws Exception {
        Finding finding = unversioned(migrations("create table patient (id bigint)"));

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.problem()).contains("V1__patients.sql not applied");
    }

    @Test
    void unversionedFailsWhenAMigrationStoppedHalfWay() throws Exception {
        Migrations migrations = migrations("insert into nowhere values (1)");
        assertThatExceptionOfType(FlywayException.class).isThrownBy(migrations::migrate);

        Finding finding = unversioned(migrations);

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.problem()).contains("stopped half-way: V1__patients.sql");
    }

    @Test
    void unversionedFailsWhenFlywayHasNothingToMigrate() {
        Migrations migrations = Migrations.of(inMemory(), "filesystem:" + directory);

        assertThat(unversioned(migrations).problem()).isEqualTo("Flyway runs, but there is no migration.");
    }

    @Test
    void unversionedIsUnknownWhenTheHistoryCannotBeRead() {
        Migrations migrations = Migrations.of(unreachable(), "filesystem:" + directory);

        assertThat(unversioned(migrations).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void unversionedIsUnknownWhenTheDatabaseDoesNotAnswer() {
        assertThat(unversioned(new SchemaVersioning(databases(unreachable()), Map.of(), Map.of(), Optional.empty()))
                        .result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void unversionedPassesWhenAnotherToolRan() {
        assertThat(unversioned(new SchemaVersioning(
                                databases(inMemory()), Map.of(), Map.of("liquibase", true), Optional.empty()))
                        .result())
                .isEqualTo(Result.PASS);
    }

    @Test
    void unversionedIsUnknownWhenAnotherToolIsThereButDidNotRun() {
        assertThat(unversioned(new SchemaVersioning(
                                databases(inMemory()), Map.of(), Map.of("liquibase", false), Optional.empty()))
                        .result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void inMemoryDatabaseFailsWhereDataIsLost() {
        Finding finding = inMemoryDatabase(inMemory());

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.where()).isEqualTo("dataSource");
    }

    @Test
    void inMemoryDatabasePassesWhereDataLasts() {
        assertThat(inMemoryDatabase(inFile()).result()).isEqualTo(Result.PASS);
    }

    @Test
    void inMemoryDatabaseIsUnknownWithoutAConnection() {
        assertThat(inMemoryDatabase(unreachable()).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void inMemoryDatabaseIsUnknownWhenThePoolThrowsAnExceptionOfItsOwn() {
        DataSource pool = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("pool");
                });

        assertThat(inMemoryDatabase(pool).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void inMemoryDatabaseIsNotApplicableWithoutADataSource() {
        assertThat(only(MigrationRules.inMemoryDatabase(Map::of)).result()).isEqualTo(Result.NOT_APPLICABLE);
    }

    private static Finding schemaByHibernate(String action, DataSource dataSource) {
        return only(MigrationRules.schemaByHibernate(
                () -> List.of(new SchemaManagement("entityManagerFactory", SETTING, action, Optional.of(dataSource)))));
    }

    private static Finding unversioned(Migrations migrations) {
        return unversioned(new SchemaVersioning(Map.of(), Map.of("flyway", migrations), Map.of(), Optional.empty()));
    }

    private static Finding unversioned(SchemaVersioning versioning) {
        return only(MigrationRules.unversioned(() -> versioning));
    }

    private static Finding inMemoryDatabase(DataSource dataSource) {
        return only(MigrationRules.inMemoryDatabase(() -> Map.of("dataSource", dataSource)));
    }

    private static Finding only(ReadinessRule rule) {
        List<Finding> findings = rule.assess(new Inventory("clinic", List.of()));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private Migrations migrations(String sql) throws Exception {
        Files.writeString(directory.resolve("V1__patients.sql"), sql);
        return Migrations.of(inMemory(), "filesystem:" + directory);
    }

    private static Map<String, DataSource> databases(DataSource dataSource) {
        return Map.of("dataSource", dataSource);
    }

    private static DataSource inMemory() {
        return h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    private DataSource inFile() {
        return h2("jdbc:h2:file:" + directory.resolve("clinic"));
    }

    private DataSource unreachable() {
        return h2("jdbc:h2:file:" + directory.resolve("missing") + ";IFEXISTS=TRUE");
    }

    private static DataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }
}
