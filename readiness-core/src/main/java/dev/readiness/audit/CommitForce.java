package dev.readiness.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Asks a database whether a commit is on the disk when it returns. */
final class CommitForce {

    private final DataSource dataSource;

    CommitForce(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Returns what the database says that keeps a commit from being forced, an empty list if it forces, or nothing if this
     * database is not known.
     */
    Optional<List<String>> obstacles() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            if (product.equals("postgresql")) {
                return Optional.of(postgres(connection));
            }
            if (product.equals("h2")) {
                return Optional.of(List.of("H2 does not force a commit to the disk before it returns"));
            }
            if (product.contains("mariadb") || product.contains("mysql")) {
                return Optional.of(unless(connection, "SELECT @@innodb_flush_log_at_trx_commit", "1"));
            }
            return Optional.empty();
        }
    }

    private static List<String> postgres(Connection connection) throws SQLException {
        List<String> obstacles = new ArrayList<>();
        obstacles.addAll(unless(connection, "SHOW fsync", "on"));
        obstacles.addAll(unless(connection, "SHOW synchronous_commit", "on", "local", "remote_write", "remote_apply"));
        if (!value(connection, "SELECT relpersistence FROM pg_class WHERE oid = '" + AuditTable.NAME + "'::regclass")
                .equals("p")) {
            obstacles.add(AuditTable.NAME + " is an unlogged or temporary table");
        }
        return obstacles;
    }

    private static List<String> unless(Connection connection, String question, String... good) throws SQLException {
        String answer = value(connection, question);
        return List.of(good).contains(answer)
                ? List.of()
                : List.of(question.replaceFirst("(SHOW|SELECT) @*", "") + " is " + answer);
    }

    private static String value(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
