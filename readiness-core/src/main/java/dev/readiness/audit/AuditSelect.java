package dev.readiness.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL of a query. It asks for one row more than the limit, to know whether there is a next page. */
final class AuditSelect {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();
    private final AuditQuery query;
    private final boolean oldestFirst;

    AuditSelect(AuditQuery query, SqlDialect dialect) {
        this.query = query;
        this.oldestFirst = query.order() == AuditQuery.Order.OLDEST_FIRST;
        where("id " + (oldestFirst ? ">" : "<") + " ?", query.after() == null ? null : dialect.id(query.after()));
        where("actor = ?", query.actor());
        where("action = ?", query.action());
        where("outcome = ?", query.outcome() == null ? null : query.outcome().name());
        where("recorded_at >= ?", query.from() == null ? null : dialect.time(query.from()));
        where("recorded_at < ?", query.until() == null ? null : dialect.time(query.until()));
        if (query.subject() != null) {
            whereReferenced("subject = ?", References.SUBJECT, "", query.subject());
        }
        if (query.target() != null) {
            whereReferenced(
                    "target_type = ? AND target_id = ?",
                    References.TARGET,
                    query.target().type(),
                    query.target().id());
        }
    }

    String sql() {
        return "SELECT content FROM " + AuditTable.NAME
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY id" + (oldestFirst ? "" : " DESC")
                + " LIMIT " + (query.limit() + 1);
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int index = 0; index < arguments.size(); index++) {
            statement.setObject(index + 1, arguments.get(index));
        }
    }

    private void where(String condition, @Nullable Object argument) {
        if (argument != null) {
            conditions.add(condition);
            arguments.add(argument);
        }
    }

    /** The first subject and target are in the record's own row, further ones in the table of references. */
    private void whereReferenced(String own, String kind, String type, String value) {
        conditions.add(
                "id IN (SELECT id FROM " + AuditTable.NAME + " WHERE " + own + " UNION ALL SELECT record_id FROM "
                        + AuditTable.REFERENCE + " WHERE kind = '" + kind + "' AND ref_type = ? AND ref_value = ?)");
        if (!type.isEmpty()) {
            arguments.add(type);
        }
        arguments.add(value);
        arguments.add(type);
        arguments.add(value);
    }
}
