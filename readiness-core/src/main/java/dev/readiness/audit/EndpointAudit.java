package dev.readiness.audit;

import java.util.Objects;

/**
 * What the running configuration records at an endpoint.
 *
 * @param state whether it records
 * @param action the action that it records, or would record; empty if none
 * @param detail how that is known, or what stands in the way
 * @param remedy what to write, ready to paste; empty if there is nothing to do
 */
public record EndpointAudit(State state, String action, String detail, String remedy) {

    /** Whether an endpoint leaves a record. */
    public enum State {
        /** It does. */
        RECORDED,
        /** It is meant to, and does not. */
        INEFFECTIVE,
        /** Nothing asks for it. */
        ABSENT,
        /** It could not be seen. */
        UNKNOWN
    }

    /** Checks that all parts are there. */
    public EndpointAudit {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(remedy, "remedy");
    }
}
