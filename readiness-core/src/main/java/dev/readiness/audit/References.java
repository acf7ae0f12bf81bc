package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The subjects and targets of a record beyond its first ones. Hardly any record has such, so that nearly all are one
 * {@code INSERT}.
 */
final class References {

    static final String SUBJECT = "subject";
    static final String TARGET = "target";

    private static final String INSERT = "INSERT INTO " + AuditTable.REFERENCE
            + " (record_id, kind, place, ref_type, ref_value) VALUES (?, ?, ?, ?, ?)";

    private References() {}

    /** One row of the table; a subject has no type. */
    record Row(String kind, int place, String type, String value) {}

    /** Returns the rows that belong to {@code entry}. */
    static List<Row> of(AuditRecord entry) {
        List<Row> rows = new ArrayList<>();
        for (int at = 1; at < entry.subjects().size(); at++) {
            rows.add(new Row(SUBJECT, at, "", entry.subjects().get(at)));
        }
        for (int at = 1; at < entry.targets().size(); at++) {
            AuditRecord.Target target = entry.targets().get(at);
            rows.add(new Row(TARGET, at, target.type(), target.id()));
        }
        return rows;
    }

    static void insert(Connection connection, SqlDialect sql, AuditRecord entry) throws SQLException {
        List<Row> rows = of(entry);
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Row row : rows) {
                statement.setObject(1, sql.id(entry.id()));
                statement.setString(2, row.kind());
                statement.setInt(3, row.place());
                statement.setString(4, row.type());
                statement.setString(5, row.value());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
