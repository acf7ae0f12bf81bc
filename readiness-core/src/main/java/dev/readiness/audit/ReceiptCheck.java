package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the records of receipts: in the tree, where they belong, or among the rows that wait for it. What is in neither, or
 * not as it was acknowledged, is lost; that is logged, because the log is where nobody gets with a password of the database,
 * and recorded. Not safe for use by many threads.
 */
final class ReceiptCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptCheck.class);

    private static final int PAGE = 500;

    private final AuditReceipts receipts;
    private final AuditStore store;
    private final Duration patience;
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final Map<UUID, Instant> firstSeen = new HashMap<>();
    private long lost;
    private long overdue;

    /**
     * Creates a check.
     *
     * @param store where losses are recorded
     * @param patience how long a record may wait to be sealed
     */
    ReceiptCheck(AuditReceipts receipts, AuditStore store, Duration patience) {
        this.receipts = receipts;
        this.store = store;
        this.patience = patience;
    }

    /** Returns the number of records that were found lost since the start. */
    long lost() {
        return lost;
    }

    /** Returns the number of records that wait longer than they should. */
    long overdue() {
        return overdue;
    }

    /**
     * Looks for what is not settled.
     *
     * @param size number of records of the tree that the sealer remembers; what is sealed beyond may still be taken back unseen
     * @return what is lost, for {@link #report}
     */
    List<Receipt> check(Connection connection, long size, Instant now) throws SQLException {
        List<Receipt> unsettled = receipts.unsettled();
        List<Receipt> gone = new ArrayList<>();
        for (int from = 0; from < unsettled.size(); from += PAGE) {
            gone.addAll(gone(connection, unsettled.subList(from, Math.min(from + PAGE, unsettled.size())), size));
        }
        noteOverdue(now);
        return gone;
    }

    /** A row may be sealed after its leaf was looked for, but then it is still there. */
    private List<Receipt> gone(Connection connection, List<Receipt> page, long size) throws SQLException {
        find(
                connection,
                page,
                "SELECT record_id, hash FROM " + AuditTable.LEAF + " WHERE seq < " + size + " AND record_id",
                receipts::settle);
        List<Receipt> left = page.stream().filter(receipts::isWaiting).toList();
        Map<UUID, String> rows = new HashMap<>();
        find(connection, left, "SELECT id, content FROM " + AuditTable.NAME + " WHERE id", rows::put);
        return left.stream()
                .filter(receipt -> !receipt.isOf(rows.get(receipt.id())))
                .toList();
    }

    private void noteOverdue(Instant now) {
        List<UUID> waiting = receipts.unsettled().stream().map(Receipt::id).toList();
        firstSeen.keySet().retainAll(Set.copyOf(waiting));
        waiting.forEach(id -> firstSeen.putIfAbsent(id, now));
        overdue = firstSeen.values().stream()
                .filter(since -> since.plus(patience).isBefore(now))
                .count();
    }

    private static void find(Connection connection, List<Receipt> page, String query, BiConsumer<UUID, String> found)
            throws SQLException {
        if (page.isEmpty()) {
            return;
        }
        SqlDialect sql = SqlDialect.of(connection);
        try (PreparedStatement statement =
                connection.prepareStatement(query + " IN (?" + ", ?".repeat(page.size() - 1) + ")")) {
            for (int at = 0; at < page.size(); at++) {
                statement.setObject(at + 1, sql.id(page.get(at).id()));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.accept(UUID.fromString(rows.getString(1)), rows.getString(2));
                }
            }
        }
    }

    /**
     * Logs and records what {@link #check} found.
     *
     * @throws AuditStoreException if it could not be recorded; it is found again in the next round
     */
    void report(List<Receipt> gone, Instant now) {
        for (int from = 0; from < gone.size(); from += AuditRecord.MAX_REFERENCES) {
            List<Receipt> part = gone.subList(from, Math.min(from + AuditRecord.MAX_REFERENCES, gone.size()));
            LOG.error(
                    "AUDIT TRAIL TAMPERED WITH: {} records were acknowledged, and removed or changed before they were sealed: {}",
                    part.size(),
                    part.stream().map(Receipt::id).toList());
            AuditRecord.Builder report = AuditRecord.builder(ids.next(now), now, AuditReceipts.LOST)
                    .outcome(AuditOutcome.FAILURE)
                    .actor(AuditRecord.Actor.system("audit-sealer"))
                    .reason("Acknowledged, and removed or changed before it was sealed");
            LostRecords.name(report, part);
            store.append(report.build());
            part.forEach(receipts::drop);
            lost += part.size();
        }
    }
}
