package dev.readiness.audit;

import dev.readiness.audit.AuditProblem.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The references of records, read page by page. */
final class StoredReferences {

    private static final String COLUMNS =
            "SELECT record_id, kind, place, ref_type, ref_value FROM " + AuditTable.REFERENCE + " f WHERE ";

    /** By kind first: subjects before targets, each in its order, as {@link References#of} gives them. */
    private static final String ORDER = " ORDER BY kind, place";

    private final Connection connection;

    StoredReferences(Connection connection) {
        this.connection = connection;
    }

    Map<UUID, List<References.Row>> ofSealed(long first, long end) throws SQLException {
        String query = COLUMNS + "record_id IN (SELECT record_id FROM " + AuditTable.LEAF
                + " WHERE seq >= ? AND seq < ?)" + ORDER;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, first);
            statement.setLong(2, end);
            return read(statement);
        }
    }

    Map<UUID, List<References.Row>> ofUnsealed() throws SQLException {
        String query = COLUMNS + "NOT EXISTS (SELECT 1 FROM " + AuditTable.LEAF + " l WHERE l.record_id = f.record_id)"
                + ORDER;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            return read(statement);
        }
    }

    void requireNoOrphans(VerificationLog log) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + AuditTable.REFERENCE
                        + " f WHERE NOT EXISTS (SELECT 1 FROM " + AuditTable.NAME + " r WHERE r.id = f.record_id)")) {
            row.next();
            if (row.getLong(1) > 0) {
                log.add(Kind.COLUMN_CHANGED, row.getLong(1) + " references belong to no record");
            }
        }
    }

    private static Map<UUID, List<References.Row>> read(PreparedStatement statement) throws SQLException {
        Map<UUID, List<References.Row>> references = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                UUID id = SqlDialect.id(rows, "record_id");
                if (id != null) {
                    references
                            .computeIfAbsent(id, unknown -> new ArrayList<>())
                            .add(new References.Row(
                                    rows.getString("kind"),
                                    rows.getInt("place"),
                                    rows.getString("ref_type"),
                                    rows.getString("ref_value")));
                }
            }
        }
        return references;
    }
}
