package dev.readiness.migration;

/** What happens when a schema is not what the last migration left. */
public enum DriftPolicy {
    /** Each difference is named in a warning, and the migrations run. */
    WARN,
    /** Each difference is named, and nothing is migrated or started. */
    FAIL
}
