package dev.readiness.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkpoints to the log, each on one line. */
final class LogAnchor implements CheckpointAnchor {

    private static final Logger LOG = LoggerFactory.getLogger(LogAnchor.class);

    @Override
    public void publish(SignedCheckpoint checkpoint) {
        LOG.info("Audit checkpoint {}", oneLine(checkpoint));
    }

    /** Returns the note with {@code |} in the place of each line feed. */
    static String oneLine(SignedCheckpoint checkpoint) {
        return checkpoint.note().strip().replace('\n', '|');
    }
}
