package dev.readiness.audit;

import dev.readiness.audit.AuditProblem.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at the rows that are not sealed yet: they have no leaf, but they have a mark. */
final class UnsealedCheck {

    private final Connection connection;
    private final SqlDialect sql;
    private final @Nullable RowMac mac;
    private final StoredReferences references;
    private final VerificationLog log;

    UnsealedCheck(
            Connection connection,
            SqlDialect sql,
            @Nullable RowMac mac,
            StoredReferences references,
            VerificationLog log) {
        this.connection = connection;
        this.sql = sql;
        this.mac = mac;
        this.references = references;
        this.log = log;
    }

    /** Returns the number of rows that are not sealed. */
    long check() throws SQLException {
        Map<UUID, List<References.Row>> referencesOfUnsealed = references.ofUnsealed();
        long count = 0;
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + StoredRow.COLUMNS + " FROM "
                + AuditTable.NAME + " r WHERE NOT EXISTS (SELECT 1 FROM " + AuditTable.LEAF
                + " l WHERE l.record_id = r.id) ORDER BY r.id")) {
            statement.setFetchSize(1_000);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    count++;
                    StoredRow.read(rows, sql)
                            .ifPresent(row -> check(row, referencesOfUnsealed.getOrDefault(row.id(), List.of())));
                }
            }
        }
        return count;
    }

    private void check(StoredRow row, List<References.Row> referencesOfRow) {
        Optional<AuditRecord> entry = row.entry();
        if (mac != null && !mac.matches(row.id(), row.content(), row.mac())) {
            log.add(
                    Kind.NOT_GENUINE,
                    -1,
                    row.id(),
                    "it is not sealed, and its mark is not that of a holder of the key");
        } else if (entry.isEmpty()) {
            log.add(Kind.RECORD_CHANGED, -1, row.id(), "the content is no audit record");
        } else {
            row.difference(entry.get(), referencesOfRow)
                    .ifPresent(difference -> log.add(Kind.COLUMN_CHANGED, -1, row.id(), difference));
        }
    }
}
