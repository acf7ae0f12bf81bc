package dev.readiness.assessment;

/** What a rule saw at one place. */
public enum Result {
    /** The safeguard is in force. */
    PASS,
    /** The safeguard is missing or does not work. */
    FAIL,
    /** Could not be seen from the running application; never counts as passed. */
    UNKNOWN,
    /** Nothing here that the rule speaks of. */
    NOT_APPLICABLE,
    /** Could not be seen, but somebody vouches for it; shown as such, never as passed. */
    ATTESTED,
    /** Failed, and accepted with a reason until a date. */
    WAIVED
}
