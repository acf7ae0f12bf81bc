package dev.readiness.audit;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Legal holds: as long as one is on a subject, no retention removes a record that concerns this subject.
 *
 * <p>A hold is nothing but a record of the trail about the subject, and so is its end: who placed it, when and why is sealed
 * with everything else, every node sees it, and the record of the hold is itself held. Safe for use by many threads.
 */
public final class LegalHolds {

    /** Action of the record that places a hold on its subjects. */
    public static final String HOLD = "audit.hold";

    /** Action of the record that ends the hold on its subjects. */
    public static final String RELEASE = "audit.release";

    private final AuditTrail trail;

    /** Creates a view of the holds in {@code trail}. */
    public LegalHolds(AuditTrail trail) {
        this.trail = Objects.requireNonNull(trail, "trail");
    }

    /**
     * Places a hold.
     *
     * @param subject whose records are to be kept
     * @param actor who decided that
     * @param reason why, for example the number of a case
     * @throws AuditStoreException if it could not be recorded; there is no hold then
     */
    public void hold(String subject, AuditRecord.Actor actor, String reason) {
        record(HOLD, subject, actor, reason);
    }

    /**
     * Ends a hold. What is too old by then goes with the next retention.
     *
     * @throws AuditStoreException if it could not be recorded; the hold goes on then
     */
    public void release(String subject, AuditRecord.Actor actor, String reason) {
        record(RELEASE, subject, actor, reason);
    }

    /** Returns the subjects that are held, each with the record that says so. Reads every record of a hold. */
    public Map<String, AuditRecord> held() {
        Map<String, AuditRecord> held = new TreeMap<>();
        each(HOLD, entry -> entry.subjects().forEach(subject -> held.put(subject, entry)));
        each(
                RELEASE,
                entry -> entry.subjects()
                        .forEach(subject -> held.computeIfPresent(
                                subject, (same, hold) -> hold.id().compareTo(entry.id()) < 0 ? null : hold)));
        return held;
    }

    Set<String> subjects() {
        return new HashSet<>(held().keySet());
    }

    private void record(String action, String subject, AuditRecord.Actor actor, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("'reason' must not be blank");
        }
        trail.record(
                trail.entry(action).actor(actor).subject(subject).reason(reason).build());
    }

    private void each(String action, Consumer<AuditRecord> reader) {
        UUID last = null;
        do {
            AuditPage page = trail.read(AuditQuery.oldestFirst(AuditQuery.MAX_LIMIT)
                    .ofAction(action)
                    .after(last));
            page.records().forEach(reader);
            last = page.next().orElse(null);
        } while (last != null);
    }
}
