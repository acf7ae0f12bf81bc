package dev.readiness.backup;

import dev.readiness.PostgresSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/** One real PostgreSQL with as many databases as a test wants. */
final class TestPostgres implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private int databases;

    TestPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    DataSource database(String sql) throws SQLException {
        String name = "db" + ++databases;
        execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
        DataSource database = postgres.getDatabase("postgres", name);
        execute(database, sql);
        return database;
    }

    BackupDatabase backedUp(DataSource live) {
        return BackupDatabase.postgres(live, new PostgresSchema(), scratch());
    }

    ScratchServer scratch() {
        return ScratchServer.of(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    /** Returns how many databases a test left behind. */
    int scratchDatabases() throws SQLException {
        return Integer.parseInt(query(
                postgres.getPostgresDatabase(), "SELECT count(*) FROM pg_database WHERE datname LIKE 'readiness%'"));
    }

    void terminateOthers(String database) throws SQLException {
        query(
                postgres.getPostgresDatabase(),
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    static String query(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TestPostgres.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
