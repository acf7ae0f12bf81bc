package dev.readiness.audit;

import java.time.Duration;
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
public final class AuditTrail implements AutoCloseable {

    /** How many records of {@link AuditPolicy#BEST_EFFORT} wait at most. */
    public static final int MOST_WAITING = 10_000;

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final AuditStore store;
    private final AuditStore unspilled;
    private final AuditRecord.Origin origin;
    private final InstantSource clock;
    private final AuditActions actions;
    private final PersonalData personal;
    private final BestEffortQueue bestEffort;
    private final UndeclaredActions undeclared;
    private final TimeOrderedIds ids = new TimeOrderedIds();

    private AuditTrail(
            AuditStore store,
            AuditRecord.Origin origin,
            InstantSource clock,
            AuditActions actions,
            PersonalData personal,
            int mostWaiting) {
        this.store = Objects.requireNonNull(store, "store");
        this.unspilled = store instanceof SpillingAuditStore spilling ? spilling.unspilled() : store;
        this.origin = Objects.requireNonNull(origin, "origin");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.actions = Objects.requireNonNull(actions, "actions");
        this.personal = Objects.requireNonNull(personal, "personal");
        this.bestEffort = new BestEffortQueue(unspilled, mostWaiting, clock, PATIENCE_AT_CLOSE);
        this.undeclared = new UndeclaredActions(actions);
    }

    /**
     * Returns a trail that keeps its records in {@code store}.
     *
     * @param origin what the records say of the application
     * @param clock gives the time of the records
     */
    public static AuditTrail of(AuditStore store, AuditRecord.Origin origin, InstantSource clock) {
        return of(store, origin, clock, AuditActions.open());
    }

    /**
     * Returns a trail that keeps its records in {@code store} by the policies of {@code actions}.
     *
     * @param origin what the records say of the application
     * @param clock gives the time of the records
     */
    public static AuditTrail of(
            AuditStore store, AuditRecord.Origin origin, InstantSource clock, AuditActions actions) {
        return of(store, origin, clock, actions, PersonalData.plain());
    }

    /**
     * Returns a trail that keeps its records in {@code store} by the policies of {@code actions}.
     *
     * @param origin what the records say of the application
     * @param clock gives the time of the records
     * @param personal which parts of a record are stored in which form
     */
    public static AuditTrail of(
            AuditStore store,
            AuditRecord.Origin origin,
            InstantSource clock,
            AuditActions actions,
            PersonalData personal) {
        return new AuditTrail(store, origin, clock, actions, personal, MOST_WAITING);
    }

    static AuditTrail of(
            AuditStore store, AuditRecord.Origin origin, InstantSource clock, AuditActions actions, int mostWaiting) {
        return new AuditTrail(store, origin, clock, actions, PersonalData.plain(), mostWaiting);
    }

    /** Returns a builder of a record of {@code action} with id, time and origin set. */
    public AuditRecord.Builder entry(String action) {
        var now = clock.instant();
        return AuditRecord.builder(ids.next(now), now, action).origin(origin).hiding(personal::hidden);
    }

    /**
     * Stores {@code entry}, as the policy of its action says. A success belongs to the caller's work, and where the store can,
     * it joins the caller's transaction. A failure or denial is stored on its own, so that a rollback does not take the
     * evidence with it. A record of {@link AuditPolicy#BEST_EFFORT} joins nothing, so it is given after the work has succeeded.
     *
     * @throws AuditStoreException if the record was not stored; the work that it stands for must then not go on
     * @throws IllegalArgumentException if the action is not declared and the catalogue is strict
     */
    public void record(AuditRecord entry) {
        undeclared.notice(entry.action());
        AuditRecord stored = personal.protect(entry);
        switch (actions.policyOf(entry.action())) {
            case BEST_EFFORT -> bestEffort.offer(stored);
            case REQUIRED -> store(unspilled, stored);
            case REQUIRED_OR_SPILL -> store(store, stored);
        }
    }

    /** Returns {@code entry} as it is to be stored. */
    AuditRecord protect(AuditRecord entry) {
        return personal.protect(entry);
    }

    /** Stores what {@link #protect} returned, in no transaction but its own; once, however often it is given. */
    void append(AuditRecord stored) {
        unspilled.append(stored);
    }

    /** Returns what is stored of the name of {@code subject}. */
    String storedSubject(String subject) {
        return personal.storedSubject(subject);
    }

    private static void store(AuditStore store, AuditRecord entry) {
        if (entry.outcome() == AuditOutcome.SUCCESS) {
            store.appendInTransaction(entry);
        } else {
            store.append(entry);
        }
    }

    /** Returns the catalogue of actions. */
    public AuditActions actions() {
        return actions;
    }

    /** Returns what was dropped and what is undeclared. */
    public AuditTrailState state() {
        return new AuditTrailState(
                bestEffort.dropped(), bestEffort.lastDropped(), bestEffort.waiting(), undeclared.count());
    }

    /** Stores what waits, for at most five seconds. Does not close the store. */
    @Override
    public void close() {
        bestEffort.close();
    }

    /**
     * Returns the page that {@code query} asks for. Where a pseudonym is stored, the query may name that or what it stands for.
     */
    public AuditPage read(AuditQuery query) {
        return store.read(personal.stored(query));
    }

    /**
     * Returns {@code entry} with what was sealed for its first subject readable, or {@code [erased]} if that subject was erased.
     * It does not record that somebody looked.
     */
    public AuditRecord open(AuditRecord entry) {
        return personal.open(entry);
    }
}
