package dev.readiness.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The table {@value #NAME} of {@link AuditStore#jdbc}.
 *
 * <p>The column {@code content} holds the record as it was written, in JSON, and nothing ever writes to it again; the other
 * columns repeat what is searched for.
 */
public final class AuditTable {

    /** Name of the table. */
    public static final String NAME = "readiness_audit";

    private AuditTable() {}

    /** Returns the statements that create the table if it is absent, for H2 and PostgreSQL, ready for a migration. */
    public static String ddl() {
        try (InputStream in = Objects.requireNonNull(AuditTable.class.getResourceAsStream("audit-table.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read audit-table.sql", ex);
        }
    }

    /**
     * Creates the table if it is absent. Two processes may do so at the same time.
     *
     * @throws AuditStoreException if the database refuses
     */
    public static void createIfAbsent(DataSource dataSource) {
        if (exists(dataSource)) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            OwnTransaction.run(connection, () -> create(connection));
        } catch (SQLException ex) {
            if (!exists(dataSource)) {
                throw new AuditStoreException("Cannot create the table " + NAME + ": " + ex.getMessage(), ex);
            }
        }
    }

    /** Returns whether the table is there with all its columns. */
    public static boolean exists(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return isReadable(statement);
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot look for the table " + NAME + ": " + ex.getMessage(), ex);
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : ddl().split(";\\s*", 0)) {
                statement.execute(command);
            }
        }
    }

    private static boolean isReadable(Statement statement) {
        try {
            statement
                    .executeQuery("SELECT id, recorded_at, action, outcome, actor, tenant, content FROM " + NAME
                            + " WHERE 1 = 0")
                    .close();
            return true;
        } catch (SQLException ex) {
            return false;
        }
    }
}
