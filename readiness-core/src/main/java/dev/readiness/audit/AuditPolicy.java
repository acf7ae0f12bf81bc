package dev.readiness.audit;

/** What becomes of an operation whose record cannot be stored. */
public enum AuditPolicy {
    /** No record, no operation: the record is in the store, or recording fails. It never goes to a spill. */
    REQUIRED,
    /** As {@link #REQUIRED}, but where the store has a spill ({@link AuditStore#spilling}), a record there counts as stored. */
    REQUIRED_OR_SPILL,
    /**
     * The operation goes on in any case and waits for nothing. Records wait in the memory, a bounded number of them; what does
     * not fit or is not taken is dropped and counted ({@link AuditTrailState#dropped()}). What waits is lost in a crash.
     */
    BEST_EFFORT
}
