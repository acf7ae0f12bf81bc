package dev.readiness.ratelimit;

import java.util.Objects;

/**
 * What was seen of the limit on failed logins.
 *
 * @param state whether passwords are checked, and whether failures are limited
 * @param seen how it is known, in one sentence
 */
public record LoginProtection(State state, String seen) {

    /** The states. */
    public enum State {
        /** Nothing checks passwords. */
        NO_PASSWORDS,
        /** Every password check that was found asks the limiter first. */
        LIMITED,
        /** Passwords are checked as often as anybody likes. */
        UNLIMITED,
        /** It could not be seen. */
        UNKNOWN
    }

    /** Checks that both parts are there. */
    public LoginProtection {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(seen, "seen");
    }
}
