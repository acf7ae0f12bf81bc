package dev.readiness.assessment;

import java.util.Objects;

/**
 * What was seen, and how. Never holds the value of a secret.
 *
 * @param source how it was seen, for example {@code security filter chain, asked without credentials}
 * @param observation what was seen, for example {@code the request reached the handler}
 */
public record Evidence(String source, String observation) {

    /** Checks that both parts are there. */
    public Evidence {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(observation, "observation");
    }
}
