package dev.readiness.spring.security;

import java.util.Objects;

/**
 * Who reaches an endpoint, and how that is known.
 *
 * @param reach who gets through
 * @param how what was seen, in a clause without a full stop
 * @param requirement what a caller needs, for example {@code ROLE_ADMIN}; empty where it cannot be said
 */
record Access(Reach reach, String how, String requirement) {

    static final String NO_CHAIN = "no security filter chain matches it";

    Access {
        Objects.requireNonNull(reach, "reach");
        Objects.requireNonNull(how, "how");
        Objects.requireNonNull(requirement, "requirement");
    }

    static Access anyone(String how) {
        return new Access(Reach.ANYONE, how, "");
    }

    static Access unknown(String how) {
        return new Access(Reach.UNKNOWN, how, "");
    }

    static Access anyUser(String how) {
        return new Access(Reach.ANY_USER, how, "");
    }

    static Access restricted(String how, String requirement) {
        return new Access(Reach.RESTRICTED, how, requirement);
    }

    /** Returns the answer that holds where a caller must get past both. */
    Access and(Access next) {
        return next.reach.compareTo(reach) > 0 ? next : this;
    }

    /** Returns the answer that holds where a caller may choose between both. */
    Access or(Access other) {
        return other.reach.compareTo(reach) < 0 ? other : this;
    }
}
