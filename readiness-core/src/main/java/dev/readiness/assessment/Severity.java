package dev.readiness.assessment;

/** How much a finding endangers the application. The order is from worst to mildest. */
public enum Severity {
    /** Anybody can do damage today. */
    CRITICAL,
    /** One mistake or one attacker away from damage. */
    HIGH,
    /** Makes damage more likely or harder to see. */
    MEDIUM,
    /** Good practice that is missing. */
    LOW
}
