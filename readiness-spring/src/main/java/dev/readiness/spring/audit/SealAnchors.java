package dev.readiness.spring.audit;

import dev.readiness.audit.CheckpointAnchor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Reads what {@code readiness.audit.seal.anchors} names. */
final class SealAnchors {

    private static final String FILE = "file:";

    private SealAnchors() {}

    /**
     * Returns the anchor that {@code text} names.
     *
     * @throws IllegalArgumentException if it names none
     */
    static CheckpointAnchor anchor(String text, Duration deadline) {
        if (text.equals("log")) {
            return CheckpointAnchor.log();
        }
        if (text.startsWith(FILE)) {
            return CheckpointAnchor.file(Path.of(text.substring(FILE.length())));
        }
        if (text.startsWith("https:") || text.startsWith("http:")) {
            return CheckpointAnchor.https(URI.create(text), deadline);
        }
        throw new IllegalArgumentException("it is neither 'log' nor 'file:<path>' nor an https address");
    }
}
