package dev.readiness.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the sealing stands on this node.
 *
 * @param lastRound when it last looked, if it has
 * @param checkpoint the last checkpoint that it saw or signed
 * @param unwritten number of records in the last round that no holder of the key wrote; they are not sealed
 * @param lost number of records that this process acknowledged, and that were removed or changed before they were sealed;
 *     their ids are in the log, and in records with the action {@value AuditReceipts#LOST}
 * @param overdue number of records that this process acknowledged, and that still wait to be sealed after more than two sweeps
 * @param failure what keeps it from sealing, if anything does
 * @param anchorFailures what keeps anchors from taking checkpoints
 */
public record SealState(
        Optional<Instant> lastRound,
        Optional<SignedCheckpoint> checkpoint,
        long unwritten,
        long lost,
        long overdue,
        Optional<String> failure,
        List<String> anchorFailures) {

    static final SealState UNSTARTED =
            new SealState(Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty(), List.of());

    /** Copies the list. */
    public SealState {
        anchorFailures = List.copyOf(anchorFailures);
    }

    /** Returns the number of records that are sealed. */
    public long size() {
        return checkpoint.map(last -> last.checkpoint().size()).orElse(0L);
    }
}
