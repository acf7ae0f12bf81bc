package dev.readiness.audit;

import java.util.Optional;

/**
 * Encrypts for one subject, with a key that nobody else has, so that all of it is unreadable once that key is gone.
 *
 * <p>An implementation is safe for use by many threads and nodes, works in transactions of its own, and remembers that a key was
 * erased. {@code dev.readiness.encryption.SubjectCipher} does all that.
 */
public interface SubjectKeys {

    /**
     * Returns {@code value} encrypted for {@code subject}, or nothing if the key of the subject was erased.
     *
     * @param context where the value belongs; it can be opened with the same context only
     * @return printable ASCII without spaces, at most {@value AuditRecord#MAX_SEALED} characters
     */
    Optional<String> seal(String subject, String context, String value);

    /** Returns the value that was sealed, or nothing if the key of the subject was erased. */
    Optional<String> open(String subject, String context, String text);

    /** Erases the key of {@code subject} for good; returns whether there was one. */
    boolean erase(String subject);
}
