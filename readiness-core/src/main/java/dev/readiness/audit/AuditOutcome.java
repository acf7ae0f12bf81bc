package dev.readiness.audit;

/** How an audited action ended. */
public enum AuditOutcome {
    /** It was done. */
    SUCCESS,
    /** It was tried and could not be done. */
    FAILURE,
    /** It was refused. */
    DENIED
}
