package dev.readiness.spring.audit;

import dev.readiness.audit.AuditKey;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.CheckpointAnchor;
import dev.readiness.audit.SignedCheckpoint;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was published outside the database, as far as this node can read it back, and what it has last seen itself. */
final class PublishedCheckpoints {

    private final List<CheckpointAnchor> anchors;
    private final AuditSealer sealer;
    private final AuditKey key;

    PublishedCheckpoints(List<CheckpointAnchor> anchors, AuditSealer sealer, AuditKey key) {
        this.anchors = List.copyOf(anchors);
        this.sealer = sealer;
        this.key = key;
    }

    /** Returns them, and adds what could not be read to {@code problems}. */
    Collection<SignedCheckpoint> read(Collection<String> problems) {
        Set<SignedCheckpoint> found = new LinkedHashSet<>();
        for (CheckpointAnchor anchor : anchors) {
            try {
                found.addAll(anchor.published(key.verifier()));
            } catch (IOException | IllegalArgumentException ex) {
                problems.add("An anchor cannot be read: " + ex.getMessage());
            }
        }
        sealer.state().checkpoint().ifPresent(found::add);
        return found;
    }
}
