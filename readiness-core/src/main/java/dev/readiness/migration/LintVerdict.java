package dev.readiness.migration;

/** What the lint says of one statement. */
public enum LintVerdict {
    /** Understood, and no rule of severity medium or above is broken. */
    SAFE,
    /** A rule of severity medium or above is broken. */
    HAZARD,
    /** Not understood, or not wholly. Never to be taken for safe. */
    UNKNOWN
}
