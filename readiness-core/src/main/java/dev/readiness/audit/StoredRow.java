package dev.readiness.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the trail as it lies in the database, and what can be wrong with it by itself. */
record StoredRow(
        UUID id,
        @Nullable Instant recordedAt,
        IndexColumns columns,
        String content,
        @Nullable String mac) {

    static final String COLUMNS =
            "r.id, r.recorded_at, r.action, r.outcome, r.actor, r.tenant, r.subject, r.target_type,"
                    + " r.target_id, r.content, r.mac";

    /** Returns the row, or nothing if the outer join found none. */
    static Optional<StoredRow> read(ResultSet row, SqlDialect sql) throws SQLException {
        UUID id = SqlDialect.id(row, "id");
        if (id == null) {
            return Optional.empty();
        }
        IndexColumns columns = new IndexColumns(
                row.getString("action"),
                row.getString("outcome"),
                row.getString("actor"),
                row.getString("tenant"),
                row.getString("subject"),
                row.getString("target_type"),
                row.getString("target_id"));
        return Optional.of(new StoredRow(
                id, sql.time(row, "recorded_at"), columns, row.getString("content"), row.getString("mac")));
    }

    /** Returns the record, or nothing if the content is none. */
    Optional<AuditRecord> entry() {
        try {
            return Optional.of(AuditJson.read(content));
        } catch (RuntimeException ex) {
            return Optional.empty();
        }
    }

    /** Returns what the columns say that {@code entry} does not, or nothing. */
    Optional<String> difference(AuditRecord entry, List<References.Row> references) {
        if (!entry.id().equals(id)) {
            return Optional.of("the row has the id of another record");
        }
        if (!entry.time().equals(recordedAt)) {
            return Optional.of("recorded_at does not say when it happened");
        }
        if (!Objects.equals(IndexColumns.of(entry), columns)) {
            return Optional.of("a column does not say what the record says");
        }
        return References.of(entry).equals(references)
                ? Optional.empty()
                : Optional.of("the references do not say what the record says");
    }
}
