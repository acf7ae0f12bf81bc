package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSourceException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One entry of what Vault answers. */
final class VaultEntry {

    private VaultEntry() {}

    /**
     * Returns the entry as a secret; nothing if it is empty or missing.
     *
     * @param source what messages call the source
     * @throws SecretSourceException if it is no text, number or truth value
     */
    static Optional<Secret> text(String source, String name, @Nullable Object value) {
        if (value instanceof Map || value instanceof Iterable) {
            throw new SecretSourceException(
                    source + " cannot give '" + name + "': it is an object or a list, not a text");
        }
        return Optional.ofNullable(value)
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .map(Secret::of);
    }
}
