package dev.readiness.encryption;

import dev.readiness.encryption.EncryptionException.Reason;
import dev.readiness.encryption.SubjectKeyStore.SubjectKey;
import java.util.Objects;

/**
 * Encrypts values of one subject (a patient, a customer) with a key that only this subject has. Erasing the key makes all of them
 * unreadable at once, also where they cannot be deleted: in an audit trail, in exports, in old backups of other tables.
 *
 * <p>The keys themselves are encrypted with the key ring of the application. They are read from the store each time, so that an
 * erased one is gone on all nodes. Name subjects by an id that says nothing (a UUID): it stays where the key was.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SubjectCipher {

    private static final FieldContext KEYS = FieldContext.of("readiness_subject_key", "wrapped_key");

    private final FieldCipher wrapping;

    private final SubjectKeyStore store;

    /** Creates a cipher whose keys are kept in {@code store}, encrypted with {@code wrapping}. */
    public SubjectCipher(FieldCipher wrapping, SubjectKeyStore store) {
        this.wrapping = Objects.requireNonNull(wrapping, "wrapping");
        this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * Returns {@code value} encrypted for {@code subject}, who gets a key if this is the first time.
     *
     * @throws EncryptionException if the key of the subject was erased
     */
    public String encrypt(String subject, String value, FieldContext context) {
        SubjectKey key = store.find(subject).orElseGet(() -> store.add(subject, newKey(subject)));
        return cipherOf(subject, key).encrypt(value, context);
    }

    /**
     * Returns the value that was encrypted for {@code subject}.
     *
     * @throws EncryptionException if the key of the subject was erased, or the value cannot be read with it
     */
    public String decrypt(String subject, String encrypted, FieldContext context) {
        SubjectKey key = store.find(subject)
                .orElseThrow(() -> new EncryptionException(
                        Reason.UNKNOWN_KEY, "a value of %s belongs to a subject that has no key".formatted(context)));
        return cipherOf(subject, key).decrypt(encrypted, context);
    }

    /** Makes all values of {@code subject} unreadable, for good; returns whether there was a key. */
    public boolean erase(String subject) {
        return store.erase(subject);
    }

    private SubjectKey newKey(String subject) {
        return new SubjectKey(wrapping.encrypt(EncryptionKeys.generate().reveal(), KEYS.row(subject)));
    }

    private FieldCipher cipherOf(String subject, SubjectKey key) {
        if (key.isErased()) {
            throw new EncryptionException(
                    Reason.ERASED, "the key of the subject was erased; its values cannot be read or added to any more");
        }
        return FieldCipher.of(EncryptionKeys.parse(wrapping.decrypt(key.wrapped(), KEYS.row(subject))));
    }
}
