package dev.readiness.spring.audit;

import dev.readiness.audit.SubjectKeys;
import dev.readiness.encryption.EncryptionException;
import dev.readiness.encryption.FieldContext;
import dev.readiness.encryption.SubjectCipher;
import java.util.Optional;
import java.util.function.Supplier;

/** Seals what the audit trail holds of a subject with the same key as the application's other data of that subject. */
final class SubjectCipherKeys implements SubjectKeys {

    private static final FieldContext CONTENT = FieldContext.of("readiness_audit", "content");

    private final SubjectCipher cipher;

    SubjectCipherKeys(SubjectCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public Optional<String> seal(String subject, String context, String value) {
        return unlessErased(() -> cipher.encrypt(subject, value, CONTENT.row(context)));
    }

    @Override
    public Optional<String> open(String subject, String context, String text) {
        return unlessErased(() -> cipher.decrypt(subject, text, CONTENT.row(context)));
    }

    @Override
    public boolean erase(String subject) {
        return cipher.erase(subject);
    }

    private static Optional<String> unlessErased(Supplier<String> work) {
        try {
            return Optional.of(work.get());
        } catch (EncryptionException ex) {
            if (ex.reason() == EncryptionException.Reason.ERASED) {
                return Optional.empty();
            }
            throw ex;
        }
    }
}
