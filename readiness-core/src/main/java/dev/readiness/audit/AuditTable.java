package dev.readiness.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The table {@value #NAME} of {@link AuditStore#jdbc}, and those of {@link AuditSealer} beside it.
 *
 * <p>The column {@code content} holds the record as it was written, in JSON, and nothing ever writes to it again; the other
 * columns repeat what is searched for, and {@code mac} is there if the store has an {@link AuditKey}.
 */
public final class AuditTable {

    /** Name of the table. */
    public static final String NAME = "readiness_audit";

    static final String REFERENCE = "readiness_audit_reference";
    static final String LEAF = "readiness_audit_leaf";
    static final String NODE = "readiness_audit_node";
    static final String CHECKPOINT = "readiness_audit_checkpoint";
    static final String LEASE = "readiness_audit_lease";

    private static final List<String> COLUMNS = List.of(
            "id, recorded_at, action, outcome, actor, tenant, subject, target_type, target_id, content, mac FROM "
                    + NAME,
            "record_id, kind, place, ref_type, ref_value FROM " + REFERENCE,
            "seq, record_id, hash FROM " + LEAF,
            "height, pos, hash FROM " + NODE,
            "tree_size, sealed_at, note FROM " + CHECKPOINT,
            "id, holder, token, expires_at FROM " + LEASE);

    private AuditTable() {}

    /** Returns the statements that create the tables if they are absent, for H2 and PostgreSQL, ready for a migration. */
    public static String ddl() {
        return SqlDialect.STANDARD.ddl(template());
    }

    /** Returns the statements that create the tables if they are absent, for MariaDB, ready for a migration. */
    public static String mariaDbDdl() {
        return SqlDialect.MARIADB.ddl(template());
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(AuditTable.class.getResourceAsStream("audit-table.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read audit-table.sql", ex);
        }
    }

    /**
     * Creates the tables that are absent. Two processes may do so at the same time.
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

    /** Returns whether the tables are there with all their columns. */
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
            for (String command : SqlDialect.of(connection).ddl(template()).split(";\\s*", 0)) {
                statement.execute(command);
            }
        }
    }

    private static boolean isReadable(Statement statement) {
        try {
            for (String columns : COLUMNS) {
                statement.executeQuery("SELECT " + columns + " WHERE 1 = 0").close();
            }
            return true;
        } catch (SQLException ex) {
            return false;
        }
    }
}
