package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Removes records that are older than they have to be kept. Their hashes and the checkpoints stay, so that every proof that
 * was ever given still verifies, and so does the rest of the trail.
 *
 * <p>What is removed is always the beginning of the sealed trail, and how much of it is recorded, and sealed, before
 * anything is removed: that is how a verification tells retention from an attack. It works in small transactions.
 */
public final class AuditRetention {

    /** Action of the record that says how much was removed. */
    public static final String ACTION = "audit.retention";

    private static final String REMOVED = "removed";

    private final DataSource dataSource;
    private final AuditTrail trail;
    private final AuditSealer sealer;
    private final Duration keep;
    private final int batch;
    private final InstantSource clock;

    /**
     * Creates a retention.
     *
     * @param trail where the removal is recorded
     * @param sealer seals that record before anything is removed
     * @param keep how long records are kept after they were sealed
     * @param batch most records that one transaction removes
     */
    public AuditRetention(
            DataSource dataSource,
            AuditTrail trail,
            AuditSealer sealer,
            Duration keep,
            int batch,
            InstantSource clock) {
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("'keep' must be positive but is " + keep);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("'batch' must be at least 1 but is " + batch);
        }
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.trail = Objects.requireNonNull(trail, "trail");
        this.sealer = Objects.requireNonNull(sealer, "sealer");
        this.keep = keep;
        this.batch = batch;
        this.clock = clock;
    }

    /**
     * Removes what is old enough.
     *
     * @return the number of records that were removed
     * @throws AuditStoreException if the removal could not be recorded and sealed, or the database refused; what was removed
     *     until then stays so
     */
    public long run() {
        Instant cutoff = clock.instant().minus(keep);
        long end = inTransaction(connection -> CheckpointTable.sizeAt(connection, cutoff));
        if (end == 0 || inTransaction(connection -> presentBelow(connection, end)) == 0) {
            return 0;
        }
        trail.record(trail.entry(ACTION)
                .actor(AuditRecord.Actor.system("retention"))
                .reason("Older than " + keep)
                .detail(REMOVED, Long.toString(end))
                .build());
        if (sealer.sealAll() == 0) {
            throw new AuditStoreException("Another node seals the audit trail; the retention runs there", null);
        }
        long removed = 0;
        for (long first = 0; first < end; first += batch) {
            long start = first;
            removed += inTransaction(connection -> remove(connection, start, Math.min(end, start + batch)));
        }
        return removed;
    }

    /** Returns how much of the beginning of the trail {@code entry} says was removed. */
    static long removedBy(AuditRecord entry) {
        String removed = entry.details().get(REMOVED);
        return ACTION.equals(entry.action()) && removed != null && removed.matches("[0-9]{1,18}")
                ? Long.parseLong(removed)
                : 0;
    }

    private <T> T inTransaction(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            return OwnTransaction.call(connection, () -> query.on(connection));
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot remove old audit records (SQL state " + ex.getSQLState() + ")", ex);
        }
    }

    private static long presentBelow(Connection connection, long end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT COUNT(*) FROM " + AuditTable.LEAF
                + " l JOIN " + AuditTable.NAME + " r ON r.id = l.record_id WHERE l.seq < ?")) {
            statement.setLong(1, end);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static long remove(Connection connection, long first, long end) throws SQLException {
        delete(connection, AuditTable.REFERENCE, "record_id", first, end);
        return delete(connection, AuditTable.NAME, "id", first, end);
    }

    private static long delete(Connection connection, String table, String column, long first, long end)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + table + " WHERE " + column
                + " IN (SELECT record_id FROM " + AuditTable.LEAF + " WHERE seq >= ? AND seq < ?)")) {
            statement.setLong(1, first);
            statement.setLong(2, end);
            return statement.executeUpdate();
        }
    }

    @FunctionalInterface
    private interface Query<T> {

        T on(Connection connection) throws SQLException;
    }
}
