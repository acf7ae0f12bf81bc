package dev.readiness.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the trail in a database: puts every record into a Merkle tree over the bytes as they are stored, signs its size and
 * root, and publishes that outside the database.
 *
 * <p>It works beside the application, so that a business transaction pays for one {@code INSERT} and waits for nobody. Each
 * node may run one; they agree by a lease on who seals, and if they ever disagree, the key of the tree lets one through. It
 * signs nothing that contradicts what it has signed or seen before. Rows that nobody with the key wrote are not sealed.
 *
 * <p>Safe for use by many threads, of which one at a time works.
 */
public final class AuditSealer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);

    private final DataSource dataSource;
    private final SealBatch batches;
    private final SealSettings settings;
    private final InstantSource clock;
    private final RememberedCheckpoint memory;
    private final AuditReceipts receipts;
    private final ReceiptCheck receiptCheck;
    private final List<AnchorPublisher> anchors;
    private Instant lastSweep = Instant.MIN;
    private volatile SealState state = SealState.UNSTARTED;

    private AuditSealer(
            DataSource dataSource,
            AuditKey key,
            AuditReceipts receipts,
            List<CheckpointAnchor> anchors,
            SealSettings settings,
            InstantSource clock) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.settings = settings;
        this.clock = clock;
        this.memory = new RememberedCheckpoint(settings.memory(), key.verifier());
        this.receipts = Objects.requireNonNull(receipts, "receipts");
        this.receiptCheck = new ReceiptCheck(
                receipts,
                AuditStore.jdbc(dataSource, CallersConnection.NONE, key, receipts),
                settings.sweep().multipliedBy(2));
        this.batches = new SealBatch(key, key.mac(), settings, memory);
        this.anchors = AnchorPublisher.of(anchors, settings.anchorEvery(), settings.anchorDeadline());
    }

    /**
     * Returns the sealer of the tables of {@link AuditTable}, which must exist. It does nothing by itself: call {@link #seal},
     * or let {@link SealingThread} do so.
     *
     * @param key the key with which the records are written
     * @param anchors where checkpoints are published
     */
    public static AuditSealer jdbc(
            DataSource dataSource,
            AuditKey key,
            List<CheckpointAnchor> anchors,
            SealSettings settings,
            InstantSource clock) {
        return jdbc(dataSource, key, AuditReceipts.inMemory(), anchors, settings, clock);
    }

    /**
     * Returns that sealer, which also looks for what this process acknowledged. A record that is not there any more before it
     * was sealed is named in the log, in {@link SealState#lost} and in a record of the trail.
     *
     * @param receipts those of the store that this process writes to
     */
    public static AuditSealer jdbc(
            DataSource dataSource,
            AuditKey key,
            AuditReceipts receipts,
            List<CheckpointAnchor> anchors,
            SealSettings settings,
            InstantSource clock) {
        return new AuditSealer(dataSource, key, receipts, anchors, settings, clock);
    }

    /**
     * Seals what is not sealed, and publishes the checkpoint where it is time to.
     *
     * @return the number of records that were sealed by this call; none if another sealer has the lease
     * @throws AuditTamperedException if the trail contradicts what was signed before; nothing is signed then
     * @throws AuditStoreException if the database did not do as told
     */
    public synchronized long seal() {
        return seal(false);
    }

    /** Seals what is not sealed, searches the whole trail for it, and publishes the checkpoint at once. */
    public synchronized long sealAll() {
        lastSweep = Instant.MIN;
        return seal(true);
    }

    /** Returns how the sealing stands. */
    public SealState state() {
        return state;
    }

    /** Lets go of the anchors. Does not seal. */
    @Override
    public synchronized void close() {
        anchors.forEach(AnchorPublisher::close);
    }

    private long seal(boolean publishNow) {
        Instant now = clock.instant();
        boolean sweep = now.isBefore(lastSweep) || !now.isBefore(after(lastSweep));
        try {
            SealBatch.Outcome outcome =
                    sealRows(sweep ? null : SealBatch.firstIdAt(now.minus(settings.lookBack())), now);
            if (sweep && outcome.leading()) {
                lastSweep = now;
            }
            outcome.checkpoint().ifPresent(last -> anchors.forEach(anchor -> anchor.publish(last, now, publishNow)));
            lookForWhatWasAcknowledged(sweep, now, outcome.checkpoint());
            note(now, outcome.checkpoint(), outcome.unwritten(), null);
            return outcome.sealed();
        } catch (AuditTamperedException | AuditStoreException ex) {
            note(now, state.checkpoint(), state.unwritten(), ex.getMessage());
            throw ex;
        }
    }

    private Instant after(Instant sweep) {
        return sweep.equals(Instant.MIN) ? Instant.MIN : sweep.plus(settings.sweep());
    }

    /** Pages by id within one round only; the next begins anew. */
    private SealBatch.Outcome sealRows(@Nullable UUID from, Instant now) {
        SealBatch.Outcome total = SealBatch.Outcome.NOTHING;
        UUID after = from;
        SealBatch.Outcome batch;
        do {
            batch = sealBatch(after, now);
            total = total.plus(batch);
            after = batch.lastId();
        } while (batch.more());
        return total;
    }

    private SealBatch.Outcome sealBatch(@Nullable UUID after, Instant now) {
        try (Connection connection = dataSource.getConnection()) {
            SealBatch.Outcome outcome = ReadCommitted.call(connection, () -> batches.seal(connection, after, now));
            outcome.checkpoint().ifPresent(memory::remember);
            outcome.leaves().forEach(leaf -> receipts.settle(leaf.recordId(), leaf.hash()));
            return outcome;
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot seal the audit trail (SQL state " + ex.getSQLState() + ")", ex);
        }
    }

    private void lookForWhatWasAcknowledged(boolean sweep, Instant now, Optional<SignedCheckpoint> remembered) {
        if (sweep) {
            receipts.adopt();
        }
        if (receipts.waiting() == 0 && receiptCheck.overdue() == 0) {
            return;
        }
        long size = remembered.map(last -> last.checkpoint().size()).orElse(0L);
        List<Receipt> lost;
        try (Connection connection = dataSource.getConnection()) {
            lost = ReadCommitted.call(connection, () -> receiptCheck.check(connection, size, now));
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot look for audit records (SQL state " + ex.getSQLState() + ")", ex);
        }
        receiptCheck.report(lost, now);
    }

    private void note(Instant now, Optional<SignedCheckpoint> checkpoint, long unwritten, @Nullable String failure) {
        if (unwritten > 0 && unwritten != state.unwritten()) {
            LOG.error("{} audit records were not written by a holder of the key, and are not sealed", unwritten);
        }
        state = new SealState(
                Optional.of(now),
                checkpoint,
                unwritten,
                receiptCheck.lost(),
                receiptCheck.overdue(),
                Optional.ofNullable(failure),
                anchors.stream().flatMap(anchor -> anchor.failure().stream()).toList());
    }
}
