package dev.readiness.audit;

import java.time.InstantSource;
import java.util.Objects;

/**
 * What an application calls to leave a record.
 *
 * <pre>{@code
 * trail.record(trail.entry("appointment.book").actor(Actor.user("42")).target("appointment", "7").build());
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class AuditTrail {

    private final AuditStore store;
    private final AuditRecord.Origin origin;
    private final InstantSource clock;
    private final TimeOrderedIds ids = new TimeOrderedIds();

    private AuditTrail(AuditStore store, AuditRecord.Origin origin, InstantSource clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.origin = Objects.requireNonNull(origin, "origin");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Returns a trail that keeps its records in {@code store}.
     *
     * @param origin what the records say of the application
     * @param clock gives the time of the records
     */
    public static AuditTrail of(AuditStore store, AuditRecord.Origin origin, InstantSource clock) {
        return new AuditTrail(store, origin, clock);
    }

    /** Returns a builder of a record of {@code action} with id, time and origin set. */
    public AuditRecord.Builder entry(String action) {
        var now = clock.instant();
        return AuditRecord.builder(ids.next(now), now, action).origin(origin);
    }

    /**
     * Stores {@code entry}. A success belongs to the caller's work, and where the store can, it joins the caller's
     * transaction. A failure or denial is stored on its own, so that a rollback does not take the evidence with it.
     *
     * @throws AuditStoreException if the record was not stored; the work that it stands for must then not go on
     */
    public void record(AuditRecord entry) {
        if (entry.outcome() == AuditOutcome.SUCCESS) {
            store.appendInTransaction(entry);
        } else {
            store.append(entry);
        }
    }

    /** Returns the page that {@code query} asks for. */
    public AuditPage read(AuditQuery query) {
        return store.read(query);
    }
}
