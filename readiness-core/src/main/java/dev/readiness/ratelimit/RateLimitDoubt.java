package dev.readiness.ratelimit;

import java.util.Objects;

/**
 * What is wrong with the set-up of the rate limits.
 *
 * @param problem what happens, in one sentence
 * @param remedy what to write instead
 * @param seen how it is known
 */
public record RateLimitDoubt(String problem, String remedy, String seen) {

    /** Checks that the parts are there. */
    public RateLimitDoubt {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(seen, "seen");
    }
}
