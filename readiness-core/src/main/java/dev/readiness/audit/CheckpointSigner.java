package dev.readiness.audit;

/**
 * Signs checkpoints. {@link AuditKey} is the one that this library brings, with Ed25519; an implementation for another
 * algorithm or for a key that stays in hardware brings its verifier too. Must be safe for use by many threads.
 */
public interface CheckpointSigner {

    /** Returns the signature of {@code text}. */
    byte[] sign(byte[] text);

    /** Returns what checks the signatures of this signer. */
    CheckpointVerifier verifier();
}
