package dev.readiness.audit;

import java.util.ArrayList;
import java.util.List;

/** The right edge of a growing Merkle tree: as many hashes as the size has bits, and enough to go on and to give the root. */
final class MerkleFrontier {

    /** Told of each subtree that has just become complete. */
    @FunctionalInterface
    interface Completed {

        /** Receives the hash of the subtree at {@code height} and {@code position}. */
        void subtree(int height, long position, byte[] hash);
    }

    private final List<byte[]> complete = new ArrayList<>();
    private long size;

    /** Returns the edge of the tree over the first {@code size} leaves of {@code subtrees}. */
    static MerkleFrontier at(long size, Subtrees subtrees) {
        MerkleFrontier frontier = new MerkleFrontier();
        for (long start = 0; start < size; ) {
            int height = 63 - Long.numberOfLeadingZeros(size - start);
            frontier.complete.add(subtrees.hash(height, start >>> height));
            start += 1L << height;
        }
        frontier.size = size;
        return frontier;
    }

    void append(byte[] leaf) {
        append(leaf, (height, position, hash) -> {});
    }

    void append(byte[] leaf, Completed completed) {
        byte[] hash = leaf;
        completed.subtree(0, size, leaf);
        int height = 0;
        for (long position = size; (position & 1) == 1; position >>>= 1) {
            hash = MerkleHash.ofNode(complete.remove(complete.size() - 1), hash);
            height++;
            completed.subtree(height, position >>> 1, hash);
        }
        complete.add(hash);
        size++;
    }

    byte[] root() {
        if (complete.isEmpty()) {
            return MerkleHash.ofNothing();
        }
        byte[] root = complete.get(complete.size() - 1);
        for (int at = complete.size() - 2; at >= 0; at--) {
            root = MerkleHash.ofNode(complete.get(at), root);
        }
        return root;
    }

    long size() {
        return size;
    }
}
