package dev.readiness.spring.secrets;

import java.util.Objects;

/**
 * Published to event listeners when a secret has a new value, on the thread that follows secrets. Holds no value: ask the
 * {@link dev.readiness.secrets.SecretRotation} bean. A listener that throws is told again.
 *
 * @param name the name of the secret
 * @param version how many values there have been, the first one included
 */
public record SecretChanged(String name, int version) {

    /** Checks the parts. */
    public SecretChanged {
        Objects.requireNonNull(name, "name");
    }
}
