package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupGuardTests {

    private final List<List<String>> asked = new ArrayList<>();

    private final JdbcDataSource database = new JdbcDataSource();

    @TempDir
    private Path folder;

    private Path scripts;

    @BeforeEach
    void create() throws Exception {
        scripts = Files.createDirectories(folder.resolve("of-this-application"));
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database.setUser("sa");
    }

    @Test
    void aBackupIsTakenBeforeSomethingIsTakenAwayAndNotBefore() throws Exception {
        script("V1__visit.sql", "CREATE TABLE visit (id INT, note VARCHAR(20)); DELETE FROM visit");
        migrate();
        script("V2__room.sql", "ALTER TABLE visit ADD COLUMN room INT; INSERT INTO visit (id) VALUES (1)");
        migrate();
        assertThat(asked).as("nothing was there, or nothing is lost").isEmpty();

        script("V3__no_note.sql", "CREATE INDEX visit_room ON visit (room);\nALTER TABLE visit DROP COLUMN note");
        script("V4__do.sql", "SCRIPT NODATA");
        migrate();

        assertThat(asked)
                .containsExactly(
                        List.of("V3__no_note.sql:2 ALTER TABLE visit DROP COLUMN note", "V4__do.sql:1 SCRIPT NODATA"));
        migrate();
        assertThat(asked).as("nothing is pending").hasSize(1);
    }

    @Test
    void aScriptThatCannotBeReadMayTakeSomethingAwayAndStopsNothing() throws Exception {
        script("V1__visit.sql", "CREATE TABLE visit (id INT)");
        migrate();
        script("V2__room.sql", "CREATE TABLE room (id INT)");
        // Flyway follows the asterisk, and this library does not.
        Flyway anywhere = Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + scripts.resolveSibling("*"))
                .load();

        SafeMigrator.of(anywhere).backingUp(asked::add).migrate();

        assertThat(asked)
                .singleElement()
                .asInstanceOf(LIST)
                .singleElement()
                .asString()
                .contains("V2__room.sql cannot be");
        assertThat(Migrations.of(anywhere).state().pending()).isEmpty();
    }

    @Test
    void withoutTheBackupNothingIsMigrated() throws Exception {
        script("V1__visit.sql", "CREATE TABLE visit (id INT)");
        migrate();
        script("V2__away.sql", "DROP TABLE visit");

        SafeMigrator failing = SafeMigrator.of(flyway()).backingUp(losses -> {
            throw new IllegalStateException("The disk is full");
        });

        assertThatThrownBy(failing::migrate)
                .isInstanceOf(SafeMigrationException.class)
                .hasMessageContaining("V2__away.sql:1 DROP TABLE visit")
                .hasRootCauseMessage("The disk is full");
        assertThat(Migrations.of(flyway()).state().pending()).containsExactly("V2__away.sql");
    }

    private void script(String name, String sql) throws Exception {
        Files.writeString(scripts.resolve(name), sql);
    }

    private void migrate() {
        SafeMigrator.of(flyway()).backingUp(asked::add).migrate();
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + scripts)
                .load();
    }
}
