package dev.readiness.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Removes records that are older than they have to be kept. Their hashes and the checkpoints stay, so that every proof that
 * was ever given still verifies, and so does the rest of the trail.
 *
 * <p>What is removed is always the beginning of the sealed trail, without the records of subjects that {@link LegalHolds} hold.
 * How much is removed of it and how much is kept is recorded, and sealed, before anything is removed: that is how a
 * verification tells retention from an attack. It works in small transactions.
 */
public final class AuditRetention {

    /** Action of the record that says how much was removed. */
    public static final String ACTION = "audit.retention";

    private static final String REMOVED = "removed";
    private static final String KEPT = "kept";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DataSource dataSource;
    private final AuditTrail trail;
    private final LegalHolds holds;
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
        this.holds = new LegalHolds(trail);
        this.sealer = Objects.requireNonNull(sealer, "sealer");
        this.keep = keep;
        this.batch = batch;
        this.clock = clock;
    }

    /**
     * Removes what is old enough and not held.
     *
     * @return the number of records that were removed
     * @throws AuditStoreException if the removal could not be recorded and sealed, or the database refused; what was removed
     *     until then stays so
     */
    public long run() {
        Instant cutoff = clock.instant().minus(keep);
        long end = inTransaction(connection -> CheckpointTable.sizeAt(connection, cutoff));
        RemovableRows rows = new RemovableRows(end, SealBatch.firstIdAt(cutoff), holds.subjects());
        long kept = 0;
        long removable = 0;
        UUID last = null;
        for (boolean more = true; more; ) {
            RemovableRows.Page page = page(rows, last);
            kept += page.kept();
            removable += page.ids().size();
            last = page.last();
            more = page.more();
        }
        if (removable == 0) {
            return 0;
        }
        recordAndSeal(end, kept);
        return remove(rows);
    }

    /** Returns how long records are kept after they were sealed. */
    public Duration keep() {
        return keep;
    }

    /**
     * Returns when the oldest record was made that should be gone.
     *
     * @param grace how long a record may stay after its time
     */
    public Optional<Instant> overdue(Duration grace) {
        Instant cutoff = clock.instant().minus(keep).minus(grace);
        long end = inTransaction(connection -> CheckpointTable.sizeAt(connection, cutoff));
        RemovableRows rows = new RemovableRows(end, SealBatch.firstIdAt(cutoff), holds.subjects());
        UUID last = null;
        for (boolean more = true; more; ) {
            RemovableRows.Page page = page(rows, last);
            if (!page.ids().isEmpty()) {
                long millis = page.ids().get(0).getMostSignificantBits() >>> 16;
                return Optional.of(Instant.ofEpochMilli(millis));
            }
            last = page.last();
            more = page.more();
        }
        return Optional.empty();
    }

    /** Returns how much of the beginning of the trail {@code entry} says was removed. */
    static long removedBy(AuditRecord entry) {
        return number(entry, REMOVED);
    }

    /** Returns how many records of that beginning {@code entry} says were kept, because they are held. */
    static long keptBy(AuditRecord entry) {
        return number(entry, KEPT);
    }

    private static long number(AuditRecord entry, String detail) {
        String number = entry.details().get(detail);
        return ACTION.equals(entry.action()) && number != null && number.matches("[0-9]{1,18}")
                ? Long.parseLong(number)
                : 0;
    }

    /** Another node may be the one that seals; then this one waits for it. */
    private void recordAndSeal(long end, long kept) {
        AuditRecord entry = trail.entry(ACTION)
                .actor(AuditRecord.Actor.system("retention"))
                .reason("Older than " + keep)
                .detail(REMOVED, Long.toString(end))
                .detail(KEPT, Long.toString(kept))
                .build();
        trail.record(entry);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            sealer.sealAll();
            if (inTransaction(connection -> LostRecords.isSealed(connection, entry.id()))) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < deadline);
        throw new AuditStoreException("The record of the retention was not sealed within " + PATIENCE, null);
    }

    private long remove(RemovableRows rows) {
        long removed = 0;
        UUID last = null;
        for (boolean more = true; more; ) {
            RemovableRows.Page page = page(rows, last);
            removed += inTransaction(connection -> RemovableRows.remove(connection, page.ids()));
            last = page.last();
            more = page.more();
        }
        return removed;
    }

    private RemovableRows.Page page(RemovableRows rows, @Nullable UUID after) {
        return inTransaction(connection -> rows.read(connection, after, batch));
    }

    private <T> T inTransaction(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            return OwnTransaction.call(connection, () -> query.on(connection));
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot remove old audit records (SQL state " + ex.getSQLState() + ")", ex);
        }
    }

    @FunctionalInterface
    private interface Query<T> {

        T on(Connection connection) throws SQLException;
    }
}
