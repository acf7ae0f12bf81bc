package dev.readiness.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.TreeSet;

/**
 * A ring of keys: one encrypts, all of them decrypt.
 *
 * <p>It is a Tink keyset of AES-256-GCM keys in JSON, as {@code tinkey create-keyset --key-template AES256_GCM} writes it. Keep
 * it where secrets are kept, with a copy: without it nothing that was encrypted can be read again, by anybody.
 *
 * <p>Immutable and safe for use by many threads. A key should encrypt fewer than 2<sup>32</sup> values; rotate before.
 */
public final class EncryptionKeys {

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException ex) {
            throw new ExceptionInInitializerError(ex);
        }
    }

    private final KeysetHandle keyset;

    private final Aead aead;

    private final Set<Integer> ids;

    private EncryptionKeys(KeysetHandle keyset) throws GeneralSecurityException {
        this.keyset = keyset;
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
        Set<Integer> enabled = new TreeSet<>();
        for (int index = 0; index < keyset.size(); index++) {
            KeysetHandle.Entry entry = keyset.getAt(index);
            if (!Integer.valueOf(entry.getId()).equals(entry.getKey().getIdRequirementOrNull())) {
                throw new GeneralSecurityException("a key does not mark what it encrypts with its id");
            }
            if (entry.getStatus() == KeyStatus.ENABLED) {
                enabled.add(entry.getId());
            }
        }
        this.ids = Set.copyOf(enabled);
    }

    /** Returns a ring with one new key. */
    public static EncryptionKeys generate() {
        return of(KeysetHandle.newBuilder().addEntry(newPrimary()));
    }

    /**
     * Reads a ring.
     *
     * @param json a Tink keyset in JSON, not encrypted
     * @throws EncryptionException if it is none, with the reason {@code INVALID_KEYS}
     */
    public static EncryptionKeys parse(String json) {
        try {
            return new EncryptionKeys(TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException | RuntimeException ex) {
            // Without the cause: a parser's message may quote what it read.
            throw new EncryptionException(
                    EncryptionException.Reason.INVALID_KEYS,
                    "the key ring is not a Tink keyset of AEAD keys in JSON, with prefixes of the type TINK (read %d characters)"
                            .formatted(json.length()));
        }
    }

    /**
     * Reads a ring from a file.
     *
     * @throws EncryptionException if it cannot be read or is none, with the reason {@code INVALID_KEYS}
     */
    public static EncryptionKeys read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException ex) {
            throw new EncryptionException(
                    EncryptionException.Reason.INVALID_KEYS, "the key ring cannot be read from " + file, ex);
        }
    }

    /** Returns a ring with a new key that encrypts from now on; the others still decrypt. */
    public EncryptionKeys rotate() {
        return of(KeysetHandle.newBuilder(keyset).addEntry(newPrimary()));
    }

    /**
     * Returns a ring without a key that nothing is encrypted with any more. What still is cannot be read again.
     *
     * @throws IllegalArgumentException if the ring has no such key, or encrypts with it
     */
    public EncryptionKeys retire(int keyId) {
        if (!ids.contains(keyId) || keyId == primaryKeyId()) {
            throw new IllegalArgumentException(
                    "'keyId' must be one of the keys that only decrypt but is " + Integer.toUnsignedString(keyId));
        }
        KeysetHandle.Builder remaining = KeysetHandle.newBuilder();
        for (int index = 0; index < keyset.size(); index++) {
            KeysetHandle.Entry entry = keyset.getAt(index);
            if (entry.getId() != keyId) {
                KeysetHandle.Builder.Entry copy = KeysetHandle.importKey(entry.getKey())
                        .withFixedId(entry.getId())
                        .setStatus(entry.getStatus());
                remaining.addEntry(entry.isPrimary() ? copy.makePrimary() : copy);
            }
        }
        return of(remaining);
    }

    /** Returns the id of the key that encrypts. */
    public int primaryKeyId() {
        return keyset.getPrimary().getId();
    }

    /** Returns the ids of all keys that decrypt. */
    public Set<Integer> keyIds() {
        return ids;
    }

    /** Returns the ring itself, as {@link #parse} reads it. Store it as a secret; do not log it. */
    public String reveal() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("a valid key ring could not be written", ex);
        }
    }

    /** Returns the ids, which are no secret. */
    @Override
    public String toString() {
        return "EncryptionKeys[primary=%s, keys=%d]".formatted(Integer.toUnsignedString(primaryKeyId()), ids.size());
    }

    Aead aead() {
        return aead;
    }

    private static KeysetHandle.Builder.Entry newPrimary() {
        return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary();
    }

    private static EncryptionKeys of(KeysetHandle.Builder builder) {
        try {
            return new EncryptionKeys(builder.build());
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("a key ring could not be built", ex);
        }
    }
}
