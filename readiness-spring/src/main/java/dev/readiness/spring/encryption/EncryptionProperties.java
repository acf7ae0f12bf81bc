package dev.readiness.spring.encryption;

import dev.readiness.encryption.EncryptionException;
import dev.readiness.encryption.EncryptionKeys;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for encrypted fields.
 *
 * @param keys Key ring as a Tink keyset in JSON, or "file:" and the path of a file that holds one; a secret.
 */
@ConfigurationProperties("readiness.encryption")
public record EncryptionProperties(@Nullable String keys) {

    private static final String FILE = "file:";

    /**
     * Reads the key ring.
     *
     * @throws IllegalStateException if there is none, or it cannot be read; the message names the property, never a value
     */
    EncryptionKeys toKeys() {
        if (keys == null || keys.isBlank()) {
            throw new IllegalStateException("'readiness.encryption.keys' is empty; it must hold a key ring, which"
                    + " EncryptionKeys.generate().reveal() makes, or 'file:' and the path of one");
        }
        try {
            return keys.startsWith(FILE)
                    ? EncryptionKeys.read(Path.of(keys.substring(FILE.length())))
                    : EncryptionKeys.parse(keys);
        } catch (EncryptionException ex) {
            throw new IllegalStateException("'readiness.encryption.keys' cannot be used: " + ex.getMessage(), ex);
        }
    }

    /** Does not print the keys. */
    @Override
    public String toString() {
        return "EncryptionProperties[keys=" + (keys == null ? "none" : "redacted") + "]";
    }
}
