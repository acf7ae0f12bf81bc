package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Records with the action {@value AuditReceipts#LOST}: what was acknowledged, and was not there when it was to be sealed. */
final class LostRecords {

    private static final String TYPE = "audit-record";

    private LostRecords() {}

    /** Adds the lost {@code receipts} to {@code report}. */
    static void name(AuditRecord.Builder report, List<Receipt> receipts) {
        receipts.forEach(receipt -> report.target(TYPE, receipt.id().toString()));
    }

    /** Returns the ids that {@code entry} names, if it is such a record. */
    static List<UUID> namedBy(AuditRecord entry) {
        return entry.action().equals(AuditReceipts.LOST)
                ? entry.targets().stream()
                        .filter(target -> target.type().equals(TYPE))
                        .map(target -> UUID.fromString(target.id()))
                        .toList()
                : List.of();
    }

    static boolean isSealed(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT seq FROM " + AuditTable.LEAF + " WHERE record_id = ?")) {
            statement.setObject(1, SqlDialect.of(connection).id(id));
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
