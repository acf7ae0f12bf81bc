package dev.readiness.health;

import java.time.Instant;
import java.util.Objects;

/**
 * The status of a check has changed.
 *
 * @param before the check as it was
 * @param after the check as it is
 * @param at when that was seen, by the wall clock
 */
public record HealthChange(CheckState before, CheckState after, Instant at) {

    /** Checks the parts. */
    public HealthChange {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(at, "at");
    }
}
