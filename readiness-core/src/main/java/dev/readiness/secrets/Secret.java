package dev.readiness.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not leak.
 *
 * <p>It prints as {@code Secret[redacted]}, has no property that a JSON mapper would find, and is not
 * {@link java.io.Serializable}. The only way to the value is {@link #reveal()}, so that one search finds every place that
 * takes it. Immutable; safe for use by many threads.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Returns the secret that holds {@code value}. */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns the value itself. Hand it to whoever needs it at once; do not keep, log or compare the returned text.
     */
    public String reveal() {
        return value;
    }

    /** Returns whether the value is the empty text. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Compares the values in a time that does not tell how many leading characters are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /** Returns the same number for every secret: a hash of a weak value is as good as the value. */
    @Override
    public int hashCode() {
        return 1;
    }

    /** Returns {@code Secret[redacted]}. */
    @Override
    public String toString() {
        return "Secret[redacted]";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
