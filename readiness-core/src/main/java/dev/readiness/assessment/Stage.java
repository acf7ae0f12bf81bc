package dev.readiness.assessment;

/**
 * How far a slice has come: each stage is a complete, usable thing. The order is from least to most hardened.
 *
 * <p>A slice has the highest stage all of whose rules pass, those of the stages below included.
 */
public enum Stage {
    /** Works in a demo. No rule belongs to this stage. */
    PROTOTYPE(0),
    /** Fit for about ten users. */
    SKATEBOARD(10),
    /** Fit for about a hundred users. */
    BICYCLE(100),
    /** Fit for about a thousand users and for a regulated customer. */
    CAR(1_000);

    private final int users;

    Stage(int users) {
        this.users = users;
    }

    /** Returns the number of users that the stage is meant for; 0 for a prototype. */
    public int users() {
        return users;
    }
}
