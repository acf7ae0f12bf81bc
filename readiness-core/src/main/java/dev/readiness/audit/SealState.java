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
 * @param failure what keeps it from sealing, if anything does
 * @param anchorFailures what keeps anchors from taking checkpoints
 */
public record SealState(
        Optional<Instant> lastRound,
        Optional<SignedCheckpoint> checkpoint,
        long unwritten,
        Optional<String> failure,
        List<String> anchorFailures) {

    static final SealState UNSTARTED =
            new SealState(Optional.empty(), Optional.empty(), 0, Optional.empty(), List.of());

    /** Copies the list. */
    public SealState {
        anchorFailures = List.copyOf(anchorFailures);
    }

    /** Returns the number of records that are sealed. */
    public long size() {
        return checkpoint.map(last -> last.checkpoint().size()).orElse(0L);
    }
}
