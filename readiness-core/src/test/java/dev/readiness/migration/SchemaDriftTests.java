package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was changed behind Flyway's back: the schema, and the scripts. */
class SchemaDriftTests extends ScriptsOnPostgres {

    @BeforeEach
    void migrated() throws Exception {
        write("V1__person.sql", "-- people\nCREATE TABLE person (id bigint PRIMARY KEY, email text);");
        watching(DriftPolicy.WARN).migrate();
    }

    @Test
    void nothingDiffersAfterAMigrationThatIsRecorded() throws Exception {
        String hash = SchemaDrift.of(flyway()).hash();
        write("V2__city.sql", "ALTER TABLE person ADD COLUMN city text");

        assertThat(watching(DriftPolicy.FAIL).migrate().warnings()).isEmpty();
        assertThat(SchemaDrift.of(flyway()).differences()).isEmpty();
        assertThat(SchemaDrift.of(flyway()).hash()).isNotEqualTo(hash);
        assertThat(watching(DriftPolicy.FAIL).migrate().warnings()).isEmpty();
    }

    @Test
    void whatSomebodyChangedByHandIsNamedAndNotForgottenByTheNextMigration() throws Exception {
        execute(
                database,
                "ALTER TABLE person ALTER COLUMN email SET NOT NULL; CREATE INDEX by_email ON person (email)");
        write("V2__city.sql", "ALTER TABLE person ADD COLUMN city text");

        assertThat(watching(DriftPolicy.WARN).migrate().warnings())
                .singleElement()
                .asString()
                .contains("column person.email is text; not null")
                .contains("index by_email is CREATE INDEX", "and was (absent)")
                .doesNotContain("city");
        assertThat(SchemaDrift.of(flyway()).differences())
                .extracting(SchemaDifference::object)
                .contains("column person.email", "index by_email")
                .doesNotContain("column person.city");
    }

    @Test
    void driftStopsWhereThatIsAskedForUntilItIsAccepted() throws Exception {
        execute(database, "ALTER TABLE person DROP COLUMN email");
        write("V2__city.sql", "ALTER TABLE person ADD COLUMN city text");

        assertThatExceptionOfType(SafeMigrationException.class)
                .isThrownBy(() -> watching(DriftPolicy.FAIL).migrate())
                .withMessageContaining("column person.email is (absent) and was text");
        assertThat(Migrations.of(flyway()).state().currentVersion()).hasValue("1");

        SchemaDrift.of(flyway()).accept();
        assertThat(watching(DriftPolicy.FAIL).migrate().applied()).containsExactly("V2__city.sql");
    }

    @Test
    void aScriptThatWasChangedIsNamedWithWhatChanged() throws Exception {
        write("V1__person.sql", "/* persons */ CREATE TABLE person  (id bigint PRIMARY KEY, email text);");
        assertFailure("V1__person.sql: was changed after it was applied, but only in comments or spaces");

        write("V1__person.sql", "-- people\nCREATE TABLE person (id bigint PRIMARY KEY, email varchar);");
        assertFailure("V1__person.sql: was changed after it was applied, in its statements");

        execute(database, "DROP TABLE readiness_schema_facts");
        assertFailure("V1__person.sql: was changed after it was applied; line ends do not count");
    }

    @Test
    void whatTheReleaseThatRunsNeedsIsNotTakenAway() throws Exception {
        execute(database, "CREATE TABLE other (id bigint, old text)");
        SchemaDrift.of(flyway()).accept();
        ReleasedNeeds needs = ReleasedNeeds.of(database);
        needs.keep(Set.of("person.id", "person.email", "\"Odd\".x", "billing.invoice.total"));
        List<String> breaking = List.of(
                "ALTER TABLE person DROP COLUMN email",
                "ALTER TABLE public.person DROP COLUMN IF EXISTS EMAIL",
                "ALTER TABLE person RENAME COLUMN email TO mail",
                "ALTER TABLE person RENAME TO people",
                "DROP TABLE person",
                "DROP TABLE other, person CASCADE",
                "DROP TABLE \"Odd\"",
                "ALTER TABLE person SET SCHEMA archive",
                "DROP SCHEMA billing CASCADE",
                "ALTER TABLE person ADD COLUMN city text NOT NULL");
        for (String sql : breaking) {
            write("V2__next.sql", "SELECT 1;\n" + sql + ";");
            assertThatExceptionOfType(SafeMigrationException.class)
                    .as(sql)
                    .isThrownBy(() -> SafeMigrator.of(flyway()).keeping(needs).migrate())
                    .withMessageContaining("V2__next.sql:2: " + sql);
        }
        write(
                "V2__next.sql",
                "ALTER TABLE other DROP COLUMN old; DROP TABLE other; ALTER TABLE person ADD COLUMN email2 text");
        assertThat(watching(DriftPolicy.FAIL).keeping(needs).migrate().applied())
                .hasSize(1);

        needs.keep(Set.of("person.id"));
        write("V3__later.sql", "ALTER TABLE person DROP COLUMN email");
        assertThat(SafeMigrator.of(flyway()).keeping(needs).migrate().applied()).hasSize(1);
    }

    @Test
    void theReportNamesDrift() throws Exception {
        assertThat(drifted().result()).isEqualTo(Result.PASS);

        execute(database, "ALTER TABLE person ADD COLUMN byhand int");
        assertThat(drifted().result()).isEqualTo(Result.FAIL);
        assertThat(drifted().problem()).contains("column person.byhand");

        execute(database, "DROP TABLE readiness_schema_facts");
        assertThat(drifted().result()).isEqualTo(Result.UNKNOWN);
    }

    private Finding drifted() {
        return Drifted.assess(Map.of("flyway", Migrations.of(flyway()))).get(0);
    }

    @Test
    void gapsAndTwinsAreNamed() throws Exception {
        write("V3__late.sql", "SELECT 1");
        watching(DriftPolicy.WARN).migrate();
        write("V2__gap.sql", "SELECT 1");
        assertFailure("V2__gap.sql: was not applied, although later ones were");

        Files.delete(scripts.resolve("V2__gap.sql"));
        Files.delete(scripts.resolve("V3__late.sql"));
        write("V4__next.sql", "SELECT 1");
        assertFailure("version 3 (late): was applied, but is not among the scripts any more");

        write("V4__twin.sql", "SELECT 1");
        assertFailure("two scripts have one version");
    }

    @Test
    void aRightThatIsMissingIsNamed() throws Exception {
        execute(
                database,
                "CREATE ROLE little LOGIN; GRANT USAGE ON SCHEMA public TO little; GRANT ALL ON flyway_schema_history TO little; ALTER TABLE person OWNER TO postgres");
        write("V2__city.sql", "ALTER TABLE person ADD COLUMN city text");
        DataSource little = postgres.getDatabase("little", "postgres");

        assertThatExceptionOfType(SafeMigrationException.class)
                .isThrownBy(() -> SafeMigrator.of(flyway(little)).migrate())
                .withMessageContaining("The login of Flyway lacks a right")
                .withMessageContaining("must be owner of table person");
    }

    @Test
    void aScriptThatStoppedHalfWayOnH2IsDiagnosedAndNotRunAgain() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        write(
                "V1__person.sql",
                "create table person (id bigint);\ncreate table nothing (id nonsense);\ncreate table z (id int);");
        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> SafeMigrator.of(flyway(h2)).migrate());

        for (int start = 0; start < 2; start++) {
            assertThatExceptionOfType(SafeMigrationException.class)
                    .isThrownBy(() -> SafeMigrator.of(flyway(h2)).migrate())
                    .withMessageContaining("V1__person.sql was begun and did not end")
                    .withMessageContaining("Of its 3 statements 1 were run:\n  line 1: create table person (id bigint)")
                    .withMessageContaining("The next one, line 2, stopped or may have run: create table nothing")
                    .withMessageContaining("DELETE FROM readiness.migration_journal WHERE script = 'V1__person.sql'");
        }

        execute(h2, "DROP TABLE person; DELETE FROM readiness.migration_journal");
        flyway(h2).repair();
        write("V1__person.sql", "create table person (id bigint);");
        assertThat(SafeMigrator.of(flyway(h2)).migrate().applied()).hasSize(1);
    }

    private void assertFailure(String message) {
        assertThatExceptionOfType(SafeMigrationException.class)
                .isThrownBy(() -> SafeMigrator.of(flyway()).migrate())
                .withMessageContaining(message);
    }

    private SafeMigrator watching(DriftPolicy policy) {
        return SafeMigrator.of(flyway()).watchingDrift(policy);
    }
}
