package dev.readiness.encryption;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown where a value cannot be encrypted or decrypted; says where and why, and never holds a value or a key. */
public final class EncryptionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    EncryptionException(Reason reason, String message) {
        this(reason, message, null);
    }

    EncryptionException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Why a value could not be encrypted or decrypted. */
    public enum Reason {

        /** What was read is not the form that a {@link FieldCipher} writes, or is cut; it may be plain text. */
        NOT_ENCRYPTED,

        /** The key with which it was encrypted is not in the key ring. */
        UNKNOWN_KEY,

        /** It was changed, or belongs to another column, row or subject. */
        NOT_AUTHENTIC,

        /** The key of the subject was erased. */
        ERASED,

        /** The key ring itself cannot be read. */
        INVALID_KEYS
    }
}
