package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records that a retention may remove, page by page in the order of their ids. Only what is still there is read, so that a run
 * costs what it removes, and not what all the runs before have removed.
 */
final class RemovableRows {

    private final long end;
    private final UUID before;
    private final Set<String> held;

    /**
     * Creates a view of them.
     *
     * @param end number of the first leaf that is too young
     * @param before the least id that is too young
     * @param held subjects under a legal hold
     */
    RemovableRows(long end, UUID before, Set<String> held) {
        this.end = end;
        this.before = before;
        this.held = held;
    }

    /** Some rows, and where the next ones begin. */
    record Page(List<UUID> ids, int kept, @Nullable UUID last, boolean more) {}

    Page read(Connection connection, @Nullable UUID after, int limit) throws SQLException {
        SqlDialect sql = SqlDialect.of(connection);
        String query = "SELECT r.id, r.subject FROM " + AuditTable.NAME + " r JOIN " + AuditTable.LEAF
                + " l ON l.record_id = r.id WHERE l.seq < ? AND r.id < ?" + (after == null ? "" : " AND r.id > ?")
                + " ORDER BY r.id LIMIT " + limit;
        List<UUID> all = new ArrayList<>();
        Set<UUID> keep = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, end);
            statement.setObject(2, sql.id(before));
            if (after != null) {
                statement.setObject(3, sql.id(after));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID id = SqlDialect.id(rows, "id");
                    if (id != null) {
                        all.add(id);
                        String subject = rows.getString("subject");
                        if (subject != null && held.contains(subject)) {
                            keep.add(id);
                        }
                    }
                }
            }
        }
        if (!held.isEmpty()) {
            keep.addAll(heldByReference(connection, sql, all));
        }
        List<UUID> removable = all.stream().filter(id -> !keep.contains(id)).toList();
        return new Page(removable, keep.size(), all.isEmpty() ? after : all.get(all.size() - 1), all.size() == limit);
    }

    /** A record may concern several subjects, and one that is held is enough. */
    private Set<UUID> heldByReference(Connection connection, SqlDialect sql, List<UUID> ids) throws SQLException {
        Set<UUID> found = new HashSet<>();
        if (ids.isEmpty()) {
            return found;
        }
        String query = "SELECT record_id, ref_value FROM " + AuditTable.REFERENCE + " WHERE kind = '"
                + References.SUBJECT + "' AND record_id IN (" + placeholders(ids.size()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, sql, ids);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID id = SqlDialect.id(rows, "record_id");
                    if (id != null && held.contains(rows.getString("ref_value"))) {
                        found.add(id);
                    }
                }
            }
        }
        return found;
    }

    /** Removes the rows {@code ids} and what refers to them, and returns how many records there were. */
    static int remove(Connection connection, List<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return 0;
        }
        delete(connection, AuditTable.REFERENCE, "record_id", ids);
        return delete(connection, AuditTable.NAME, "id", ids);
    }

    private static int delete(Connection connection, String table, String column, List<UUID> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM " + table + " WHERE " + column + " IN (" + placeholders(ids.size()) + ")")) {
            bind(statement, SqlDialect.of(connection), ids);
            return statement.executeUpdate();
        }
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static void bind(PreparedStatement statement, SqlDialect sql, List<UUID> ids) throws SQLException {
        for (int at = 0; at < ids.size(); at++) {
            statement.setObject(at + 1, sql.id(ids.get(at)));
        }
    }
}
