package dev.readiness.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two hashes of RFC 9162: of what is recorded, and of two subtrees. The first byte keeps one from passing as the other. */
final class MerkleHash {

    static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(MerkleHash::sha256);

    private MerkleHash() {}

    /** Returns the root of a tree without leaves. */
    static byte[] ofNothing() {
        return SHA_256.get().digest();
    }

    static byte[] ofLeaf(byte[] stored) {
        MessageDigest digest = SHA_256.get();
        digest.update(LEAF);
        return digest.digest(stored);
    }

    static byte[] ofNode(byte[] left, byte[] right) {
        MessageDigest digest = SHA_256.get();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256", ex);
        }
    }
}
