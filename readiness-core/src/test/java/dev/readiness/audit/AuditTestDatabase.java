package dev.readiness.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;

/** The tables of the trail, emptied, and whatever somebody with the password of the database might do to them. */
final class AuditTestDatabase {

    static final List<String> TABLES = List.of(
            "readiness_audit",
            "readiness_audit_reference",
            "readiness_audit_leaf",
            "readiness_audit_node",
            "readiness_audit_checkpoint",
            "readiness_audit_lease");

    /** A test value and no secret. */
    static final AuditKey KEY = AuditKey.of(
            "test.example/audit",
            Base64.getEncoder()
                    .encodeToString(
                            "only-a-test-value-for-audit-0000".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));

    private AuditTestDatabase() {}

    static void recreateTables(DataSource dataSource) throws SQLException {
        for (String table : TABLES) {
            execute(dataSource, "DROP TABLE IF EXISTS " + table);
        }
        AuditTable.createIfAbsent(dataSource);
    }

    static int execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    static long count(DataSource dataSource, String from) throws SQLException {
        return Long.parseLong(texts(dataSource, "SELECT COUNT(*) FROM " + from).get(0));
    }

    static List<String> texts(DataSource dataSource, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
