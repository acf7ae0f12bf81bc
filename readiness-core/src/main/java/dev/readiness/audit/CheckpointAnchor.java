package dev.readiness.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Where checkpoints are published outside the database, so that a tail that was cut off and a history that was rewritten can
 * be seen. It must not be writable with the credentials of the database. Must be safe for use by many threads.
 */
@FunctionalInterface
public interface CheckpointAnchor {

    /**
     * Publishes {@code checkpoint}. It is called again, with this or a later checkpoint, after it failed; one that does not
     * return in time is left alone until it does.
     *
     * @throws IOException if it was not published
     */
    void publish(SignedCheckpoint checkpoint) throws IOException;

    /**
     * Returns the latest checkpoints that were published here, for a verification. An anchor that cannot be read back, like a
     * log, returns none, and somebody has to bring them.
     *
     * @throws IOException if they could not be read
     * @throws IllegalArgumentException if one of them is not signed by {@code key}
     */
    default List<SignedCheckpoint> published(CheckpointVerifier key) throws IOException {
        return List.of();
    }

    /** Returns the anchor that writes a line to the application's log, which costs nothing where logs are collected. */
    static CheckpointAnchor log() {
        return new LogAnchor();
    }

    /**
     * Returns the anchor that appends to {@code file}, forced to the disk; best on a mount that the database host does not
     * have.
     */
    static CheckpointAnchor file(Path file) {
        return new FileAnchor(file);
    }

    /**
     * Returns the anchor that posts to {@code endpoint}, which must answer with a status of 2xx.
     *
     * @param endpoint an {@code https} address; {@code http} only of this machine
     * @param patience how long to wait for the answer
     */
    static CheckpointAnchor https(URI endpoint, Duration patience) {
        return new HttpsAnchor(endpoint, patience);
    }

    /** Returns the anchor that hands the number of records to {@code gauge}, so that metrics show a trail that shrinks. */
    static CheckpointAnchor gauge(LongConsumer gauge) {
        return checkpoint -> gauge.accept(checkpoint.checkpoint().size());
    }
}
