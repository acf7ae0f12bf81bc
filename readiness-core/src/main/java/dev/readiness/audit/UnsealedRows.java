package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows that have no leaf. They are found by that absence and never by being later than the last one sealed: the order
 * of ids is not the order of commits, and a row that is committed late would be passed over for ever.
 */
final class UnsealedRows {

    private static final String FROM = " FROM " + AuditTable.NAME + " r WHERE NOT EXISTS (SELECT 1 FROM "
            + AuditTable.LEAF + " l WHERE l.record_id = r.id)";

    private UnsealedRows() {}

    /** One row. */
    record Row(UUID id, String content, @Nullable String mac) {}

    /** Returns up to {@code limit} rows with an id above {@code after}, in the order of their ids. */
    static List<Row> find(Connection connection, @Nullable UUID after, int limit) throws SQLException {
        String query = "SELECT r.id, r.content, r.mac" + FROM + (after == null ? "" : " AND r.id > ?")
                + " ORDER BY r.id LIMIT " + limit;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            if (after != null) {
                statement.setObject(1, SqlDialect.of(connection).id(after));
            }
            return read(statement);
        }
    }

    private static List<Row> read(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                UUID id = SqlDialect.id(result, "id");
                if (id != null) {
                    rows.add(new Row(id, result.getString("content"), result.getString("mac")));
                }
            }
        }
        return rows;
    }
}
