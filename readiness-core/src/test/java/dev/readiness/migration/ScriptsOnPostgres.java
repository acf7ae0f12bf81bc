package dev.readiness.migration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of the test's own, and a real PostgreSQL whose schema is empty before each test. */
abstract class ScriptsOnPostgres {

    static EmbeddedPostgres postgres;

    @TempDir
    Path scripts;

    DataSource database;

    @BeforeAll
    static void start() throws IOException {
        // Nobody pulls the plug here, and a hundred schemas need not wait for the disk.
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void emptySchema() throws SQLException {
        database = postgres.getPostgresDatabase();
        execute(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    Flyway flyway() {
        return flyway(database);
    }

    Flyway flyway(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("filesystem:" + scripts)
                .load();
    }

    void write(String script, String text) throws IOException {
        Files.writeString(scripts.resolve(script), text);
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
