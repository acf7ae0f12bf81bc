package dev.readiness.migration;

/** What happens to rows that a pending migration does not take. */
public enum PreflightPolicy {
    /** Nothing is migrated. */
    FAIL,
    /** They are moved to the table {@code readiness_quarantine}, with whatever refers to them. */
    QUARANTINE,
    /** They are changed as the side file of the migration says. */
    TRANSFORM
}
