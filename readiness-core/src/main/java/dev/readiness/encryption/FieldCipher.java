package dev.readiness.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.readiness.encryption.EncryptionException.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * Encrypts single values, each with the place where it belongs.
 *
 * <p>A value is encrypted with AES-256-GCM (Tink AEAD): two encryptions of the same value differ, and a value that was changed,
 * cut, or moved to another place is refused, never returned. The form of bytes is Tink's: 1 byte, 4 bytes key id, 12 bytes
 * nonce, the encrypted value, 16 bytes tag. The form of text is {@code r1:} and that in Base64 for URLs, so a value of
 * <i>n</i> bytes in UTF-8 takes 3 + &#8968;4/3 &middot; (<i>n</i> + 33)&#8969; characters. Its length gives the length of the value away.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class FieldCipher {

    /** How encrypted text begins. */
    static final String TEXT_PREFIX = "r1:";

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private static final byte TINK = 1;

    private static final int PREFIX_BYTES = 5;

    private static final int LEAST_BYTES = PREFIX_BYTES + 12 + 16;

    private final EncryptionKeys keys;

    private final int primary;

    private FieldCipher(EncryptionKeys keys) {
        this.keys = keys;
        this.primary = keys.primaryKeyId();
    }

    /** Returns a cipher that encrypts with the first key of {@code keys}, and decrypts with all of them. */
    public static FieldCipher of(EncryptionKeys keys) {
        return new FieldCipher(keys);
    }

    /** Returns {@code value} encrypted for {@code context}, as text. */
    public String encrypt(String value, FieldContext context) {
        return TEXT_PREFIX + ENCODER.encodeToString(encrypt(value.getBytes(UTF_8), context));
    }

    /** Returns {@code value} encrypted for {@code context}. */
    public byte[] encrypt(byte[] value, FieldContext context) {
        try {
            return keys.aead().encrypt(value, context.associatedData());
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("a value of " + context + " could not be encrypted", ex);
        }
    }

    /**
     * Returns the value that was encrypted for {@code context}.
     *
     * @throws EncryptionException if {@code encrypted} is not encrypted, was changed, belongs elsewhere, or its key is not here
     */
    public String decrypt(String encrypted, FieldContext context) {
        return new String(decrypt(bytesOf(encrypted, context), context), UTF_8);
    }

    /**
     * Returns the value that was encrypted for {@code context}.
     *
     * @throws EncryptionException if {@code encrypted} is not encrypted, was changed, belongs elsewhere, or its key is not here
     */
    public byte[] decrypt(byte[] encrypted, FieldContext context) {
        int keyId = keyIdOf(encrypted, context);
        if (!keys.keyIds().contains(keyId)) {
            throw new EncryptionException(
                    Reason.UNKNOWN_KEY,
                    "a value of %s was encrypted with the key %s, which the key ring does not have; it has %s"
                            .formatted(context, Integer.toUnsignedString(keyId), names()));
        }
        try {
            return keys.aead().decrypt(encrypted, context.associatedData());
        } catch (GeneralSecurityException ex) {
            throw new EncryptionException(
                    Reason.NOT_AUTHENTIC,
                    "a value of %s was changed or cut, or belongs to another column or row; it cannot be read here"
                            .formatted(context));
        }
    }

    /**
     * Returns whether {@code encrypted} was encrypted with another key than the one that encrypts now.
     *
     * @throws EncryptionException if it is not encrypted
     */
    public boolean needsReencryption(String encrypted, FieldContext context) {
        return needsReencryption(bytesOf(encrypted, context), context);
    }

    /**
     * Returns whether {@code encrypted} was encrypted with another key than the one that encrypts now.
     *
     * @throws EncryptionException if it is not encrypted
     */
    public boolean needsReencryption(byte[] encrypted, FieldContext context) {
        return keyIdOf(encrypted, context) != primary;
    }

    /** Returns whether {@code text} looks like what {@link #encrypt(String, FieldContext)} returns, of any key. */
    public static boolean isEncrypted(String text) {
        if (!text.startsWith(TEXT_PREFIX)) {
            return false;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(TEXT_PREFIX.length()));
            return bytes.length >= LEAST_BYTES && bytes[0] == TINK;
        } catch (IllegalArgumentException ex) {
            return false;
        }
    }

    private static byte[] bytesOf(String encrypted, FieldContext context) {
        if (!encrypted.startsWith(TEXT_PREFIX)) {
            throw notEncrypted(context);
        }
        try {
            return Base64.getUrlDecoder().decode(encrypted.substring(TEXT_PREFIX.length()));
        } catch (IllegalArgumentException ex) {
            throw notEncrypted(context); // without the cause, which quotes what it read
        }
    }

    private static int keyIdOf(byte[] encrypted, FieldContext context) {
        if (encrypted.length < LEAST_BYTES || encrypted[0] != TINK) {
            throw notEncrypted(context);
        }
        return ByteBuffer.wrap(encrypted).getInt(1);
    }

    private static EncryptionException notEncrypted(FieldContext context) {
        return new EncryptionException(
                Reason.NOT_ENCRYPTED,
                "a value of %s is not encrypted, or is cut; encrypt the rows that were there before with Reencryption"
                        .formatted(context));
    }

    private String names() {
        return keys.keyIds().stream().map(Integer::toUnsignedString).sorted().collect(Collectors.joining(", "));
    }
}
