package dev.readiness.audit;

import dev.readiness.audit.AuditProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One verification of the trail in a database, page by page in the order of the tree. Used once. */
final class JdbcVerification {

    private static final int PAGE = 5_000;

    private static final String SEALED = "SELECT l.seq, l.record_id, l.hash, " + StoredRow.COLUMNS + " FROM "
            + AuditTable.LEAF + " l LEFT JOIN " + AuditTable.NAME
            + " r ON r.id = l.record_id WHERE l.seq >= ? AND l.seq < ? ORDER BY l.seq";

    private final Connection connection;
    private final @Nullable RowMac mac;
    private final SqlDialect sql;
    private final VerificationLog log = new VerificationLog();
    private final MerkleFrontier frontier = new MerkleFrontier();
    private final Ranges missing = new Ranges();
    private final Map<UUID, Long> lost = new LinkedHashMap<>();
    private final StoredNodes nodes;
    private final StoredReferences references;
    private final ExpectedRoots roots;
    private final int anchors;
    private long records;
    private long removedByRetention;
    private long keptByRetention;

    JdbcVerification(
            Connection connection, CheckpointVerifier key, @Nullable RowMac mac, Collection<SignedCheckpoint> anchors)
            throws SQLException {
        this.connection = connection;
        this.mac = mac;
        this.sql = SqlDialect.of(connection);
        this.nodes = StoredNodes.read(connection);
        this.references = new StoredReferences(connection);
        this.roots = new ExpectedRoots(connection, key, anchors, log);
        this.anchors = anchors.size();
    }

    AuditVerification verify() throws SQLException {
        long size = new StoredTree(connection).size();
        roots.compare(frontier);
        for (long first = 0; first < size; first += PAGE) {
            verifyPage(first, Math.min(size, first + PAGE));
        }
        nodes.requireNoneLeft(log);
        Optional<Checkpoint> checkpoint = roots.end(frontier);
        requireRemovalsRecorded();
        requireNoneLost();
        long unsealed = new UnsealedCheck(connection, sql, mac, references, log).check();
        references.requireNoOrphans(log);
        return new AuditVerification(
                records,
                missing.countBelow(removedByRetention),
                unsealed,
                checkpoint,
                anchors,
                log.count(),
                log.problems());
    }

    private void verifyPage(long first, long end) throws SQLException {
        Map<UUID, List<References.Row>> referencesOfPage = references.ofSealed(first, end);
        long expected = first;
        try (PreparedStatement statement = connection.prepareStatement(SEALED)) {
            statement.setLong(1, first);
            statement.setLong(2, end);
            statement.setFetchSize(PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    expected = verifyRow(rows, expected, referencesOfPage);
                }
            }
        }
        if (expected < end) {
            log.add(Kind.TREE_CHANGED, expected, null, (end - expected) + " leaves are missing");
        }
    }

    private long verifyRow(ResultSet row, long expected, Map<UUID, List<References.Row>> referencesOfPage)
            throws SQLException {
        long seq = row.getLong("seq");
        if (seq != expected) {
            log.add(Kind.TREE_CHANGED, expected, null, (seq - expected) + " leaves are missing");
        }
        byte[] leaf = StoredTree.decode(row.getString("hash"));
        Optional<StoredRow> stored = StoredRow.read(row, sql);
        if (stored.isPresent()) {
            verifyRecord(
                    seq,
                    leaf,
                    stored.get(),
                    referencesOfPage.getOrDefault(stored.get().id(), List.of()));
        } else {
            missing.add(seq);
        }
        frontier.append(leaf, (height, position, hash) -> nodes.compare(height, position, hash, log));
        roots.compare(frontier);
        return seq + 1;
    }

    private void verifyRecord(long seq, byte[] leaf, StoredRow row, List<References.Row> referencesOfRow) {
        if (!Arrays.equals(leaf, MerkleHash.ofLeaf(row.content().getBytes(StandardCharsets.UTF_8)))) {
            log.add(Kind.RECORD_CHANGED, seq, row.id(), "the stored bytes are not those that were sealed");
            return;
        }
        if (isPlain(row, referencesOfRow)) {
            verifyMark(seq, row);
            return;
        }
        Optional<AuditRecord> entry = row.entry();
        if (entry.isEmpty()) {
            log.add(Kind.RECORD_CHANGED, seq, row.id(), "the content is no audit record");
            return;
        }
        Optional<String> difference = row.difference(entry.get(), referencesOfRow);
        if (difference.isPresent()) {
            log.add(Kind.COLUMN_CHANGED, seq, row.id(), difference.get());
        } else if (verifyMark(seq, row)) {
            noticeRetention(entry.get());
            LostRecords.namedBy(entry.get()).forEach(id -> lost.put(id, seq));
        }
    }

    /** Nearly every record is, and is then not read in full: its bytes are known to be those that were sealed. */
    private static boolean isPlain(StoredRow row, List<References.Row> referencesOfRow) {
        return referencesOfRow.isEmpty()
                && IndexedContent.plainAction(row)
                        .filter(action -> !action.equals(AuditRetention.ACTION) && !action.equals(AuditReceipts.LOST))
                        .isPresent();
    }

    private boolean verifyMark(long seq, StoredRow row) {
        if (mac != null && !mac.matches(row.id(), row.content(), row.mac())) {
            log.add(Kind.NOT_GENUINE, seq, row.id(), "its mark is not the one it was written with");
            return false;
        }
        records++;
        return true;
    }

    /** The last one counts: a legal hold may have ended since the one before. */
    private void noticeRetention(AuditRecord entry) {
        long removed = AuditRetention.removedBy(entry);
        if (removed > 0 && removed >= removedByRetention) {
            removedByRetention = removed;
            keptByRetention = AuditRetention.keptBy(entry);
        }
    }

    /** What came back as it was acknowledged, and was sealed, is not lost. */
    private void requireNoneLost() throws SQLException {
        for (Map.Entry<UUID, Long> report : lost.entrySet()) {
            if (!LostRecords.isSealed(connection, report.getKey())) {
                log.add(
                        Kind.RECORD_MISSING,
                        -1,
                        report.getKey(),
                        "it was acknowledged, and removed or changed before it was sealed; record " + report.getValue()
                                + " of the trail says so");
            }
        }
    }

    private void requireRemovalsRecorded() {
        long kept = removedByRetention - missing.countBelow(removedByRetention);
        if (kept < keptByRetention) {
            log.add(
                    Kind.RECORD_MISSING,
                    (keptByRetention - kept) + " records are gone that the retention kept for a legal hold");
        }
        for (Ranges.Range range : missing.from(removedByRetention)) {
            log.add(
                    Kind.RECORD_MISSING,
                    range.first(),
                    null,
                    (range.last() - range.first() + 1) + " sealed records are gone, up to number " + range.last());
        }
    }
}
