package dev.readiness.audit;

import java.security.MessageDigest;
import java.util.List;

/** Checks the proofs of a {@link MerkleTree} without the tree, by the algorithms of RFC 9162, section 2.1. */
final class MerkleProof {

    private MerkleProof() {}

    /** Returns whether {@code path} leads from {@code leaf} at {@code index} to {@code root} over {@code size} leaves. */
    static boolean includes(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleHash.ofNode(sibling, hash);
                int up = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= up;
                last >>>= up;
            } else {
                hash = MerkleHash.ofNode(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Returns whether {@code path} shows that the tree with {@code newRoot} begins with the tree with {@code oldRoot}. */
    static boolean isConsistent(long older, long newer, List<byte[]> path, byte[] oldRoot, byte[] newRoot) {
        if (older < 0 || older > newer) {
            return false;
        }
        if (older == newer) {
            return path.isEmpty() && MessageDigest.isEqual(oldRoot, newRoot);
        }
        if (older == 0) {
            return path.isEmpty();
        }
        return leadsToBoth(older, newer, path, oldRoot, newRoot);
    }

    private static boolean leadsToBoth(long older, long newer, List<byte[]> path, byte[] oldRoot, byte[] newRoot) {
        boolean oldIsASubtree = Long.bitCount(older) == 1;
        if (path.isEmpty()) {
            return false;
        }
        int up = Long.numberOfTrailingZeros(~(older - 1));
        long node = (older - 1) >>> up;
        long last = (newer - 1) >>> up;
        byte[] oldHash = oldIsASubtree ? oldRoot : path.get(0);
        byte[] newHash = oldHash;
        for (byte[] sibling : path.subList(oldIsASubtree ? 0 : 1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = MerkleHash.ofNode(sibling, oldHash);
                newHash = MerkleHash.ofNode(sibling, newHash);
                int further = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= further;
                last >>>= further;
            } else {
                newHash = MerkleHash.ofNode(newHash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && MessageDigest.isEqual(oldHash, oldRoot) && MessageDigest.isEqual(newHash, newRoot);
    }
}
