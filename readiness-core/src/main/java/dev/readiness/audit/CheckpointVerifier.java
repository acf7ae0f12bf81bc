package dev.readiness.audit;

/** Checks signatures of checkpoints. Must be safe for use by many threads. */
public interface CheckpointVerifier {

    /** Returns the name of the key, which is the origin of the trail that it signs. */
    String name();

    /** Returns the number that tells keys of one name apart, in signed notes the first four bytes of a hash of the key. */
    int keyId();

    /** Returns whether {@code signature} is one of {@code text}. */
    boolean verify(byte[] text, byte[] signature);

    /**
     * Returns the verifier that {@code key} states, in the form {@code name+id+key} of C2SP signed notes, for Ed25519.
     *
     * @throws IllegalArgumentException if it is not of that form, or the id is not that of the key
     */
    static CheckpointVerifier parse(String key) {
        return Ed25519Verifier.parse(key);
    }
}
