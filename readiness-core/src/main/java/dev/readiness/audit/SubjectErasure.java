package dev.readiness.audit;

import java.util.Objects;
import java.util.UUID;

/**
 * Erases subjects: what was sealed for one cannot be read by anybody any more, and every proof of the trail still verifies,
 * because it is over what is stored, and that does not change.
 *
 * <p>A backup of the database brings the keys back. So each erasure is first written to a ledger outside the database, and
 * {@link #reapply} does it again; call that at each start. Safe for use by many threads.
 */
public final class SubjectErasure {

    /** Action of the record that says that its subject was erased. */
    public static final String ACTION = "audit.subject.erased";

    private final AuditTrail trail;
    private final SubjectKeys keys;
    private final AuditStore ledger;
    private final LegalHolds holds;

    /**
     * Creates an erasure.
     *
     * @param keys the keys of which one is erased, those of {@link PersonalData}
     * @param ledger keeps the erasures outside the database and its backups: {@link AuditStore#file}
     */
    public SubjectErasure(AuditTrail trail, SubjectKeys keys, AuditStore ledger) {
        this.trail = Objects.requireNonNull(trail, "trail");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.holds = new LegalHolds(trail);
    }

    /**
     * Erases the key of {@code subject}, and records it. Not part of the caller's transaction.
     *
     * @param reason why, for example the number of a request; not personal data, for it stays
     * @throws IllegalStateException if a {@linkplain LegalHolds legal hold} is on the subject; nothing is erased then
     * @throws AuditStoreException if it could not be written to the ledger, and nothing is erased; or not to the trail, and
     *     {@link #reapply} will do that
     */
    public void erase(String subject, AuditRecord.Actor actor, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("'reason' must not be blank");
        }
        String stored = trail.storedSubject(subject);
        if (isHeld(subject)) {
            throw new IllegalStateException("A legal hold is on the subject; release it first, if the law lets you");
        }
        AuditRecord entry = trail.protect(
                trail.entry(ACTION).actor(actor).subject(stored).reason(reason).build());
        ledger.append(entry);
        keys.erase(stored);
        trail.append(entry);
    }

    /** Returns whether a {@linkplain LegalHolds legal hold} is on {@code subject}. */
    public boolean isHeld(String subject) {
        return holds.held().containsKey(trail.storedSubject(subject));
    }

    /**
     * Erases again whatever the ledger says was erased, and records what the trail does not know of.
     *
     * @return the number of subjects whose keys had come back
     */
    public int reapply() {
        int returned = 0;
        UUID last = null;
        do {
            AuditPage page = ledger.read(AuditQuery.oldestFirst(AuditQuery.MAX_LIMIT)
                    .ofAction(ACTION)
                    .after(last));
            for (AuditRecord erased : page.records()) {
                returned += reapply(erased) ? 1 : 0;
            }
            last = page.next().orElse(null);
        } while (last != null);
        return returned;
    }

    private boolean reapply(AuditRecord erased) {
        trail.append(erased);
        String subject = erased.subjects().get(0);
        if (!keys.erase(subject)) {
            return false;
        }
        trail.append(trail.protect(trail.entry(ACTION)
                .actor(AuditRecord.Actor.system("erasure"))
                .subject(subject)
                .reason("The key was there again, as after a restore; erased first by the record " + erased.id())
                .build()));
        return true;
    }
}
