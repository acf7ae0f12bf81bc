package dev.readiness.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL of a query. It asks for one row more than the limit, to know whether there is a next page. */
final class AuditSelect {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();
    private final AuditQuery query;
    private final boolean oldestFirst;

    AuditSelect(AuditQuery query) {
        this.query = query;
        this.oldestFirst = query.order() == AuditQuery.Order.OLDEST_FIRST;
        where("id " + (oldestFirst ? ">" : "<") + " ?", query.after());
        where("actor = ?", query.actor());
        where("action = ?", query.action());
        where("outcome = ?", query.outcome() == null ? null : query.outcome().name());
        where("recorded_at >= ?", query.from() == null ? null : query.from().atOffset(ZoneOffset.UTC));
    }

    String sql() {
        return "SELECT content FROM " + AuditTable.NAME
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY id" + (oldestFirst ? "" : " DESC")
                + " FETCH FIRST " + (query.limit() + 1) + " ROWS ONLY";
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
}
