package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static dev.readiness.audit.AuditTestDatabase.texts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A PostgreSQL that forces each commit to the disk, which the embedded one does not by itself, and what is written to it. */
final class TestPostgres {

    private TestPostgres() {}

    static EmbeddedPostgres forcing() throws IOException {
        return builder().start();
    }

    /** Returns one that uses the files in {@code data}, new or left by one before. */
    static EmbeddedPostgres forcing(Path data) throws IOException {
        return builder().setDataDirectory(data).setCleanDataDirectory(false).start();
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200");
    }

    static Connection connect(String url) {
        try {
            Connection connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Writes a row of business and its record in one transaction, and returns when that is committed. */
    static void book(Connection connection, DataSource database, AuditReceipts receipts, AuditRecord entry) {
        List<Runnable> committed = new ArrayList<>();
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO booking (record_id) VALUES (?)")) {
            row.setObject(1, entry.id());
            row.executeUpdate();
            AuditStore.jdbc(database, callers(connection, committed), KEY, receipts)
                    .appendInTransaction(entry);
            connection.commit();
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
        committed.forEach(Runnable::run);
    }

    /** Returns the caller whose tasks after its commit are put into {@code committed}. */
    static CallersConnection callers(Connection connection, List<Runnable> committed) {
        return new CallersConnection() {
            @Override
            public Optional<Connection> current() {
                return Optional.of(connection);
            }

            @Override
            public void afterCommit(Runnable task) {
                committed.add(task);
            }
        };
    }

    /** Returns the ids of the records that are there. */
    static Set<UUID> committed(DataSource database) throws SQLException {
        return texts(database, "SELECT id FROM readiness_audit").stream()
                .map(UUID::fromString)
                .collect(Collectors.toSet());
    }
}
