package dev.readiness.audit;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of a Merkle tree as RFC 9162 defines them, from the hashes of complete subtrees. */
final class MerkleTree {

    private final Subtrees subtrees;

    MerkleTree(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** Returns the root over the first {@code size} leaves. */
    byte[] root(long size) {
        return size == 0 ? MerkleHash.ofNothing() : hash(0, size);
    }

    /** Returns the hashes that lead from the leaf {@code index} to the root over {@code size} leaves. */
    List<byte[]> inclusionProof(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("'index' must be from 0 to " + (size - 1) + " but is " + index);
        }
        List<byte[]> path = new ArrayList<>();
        include(index, 0, size, path);
        return path;
    }

    /** Returns the hashes which show that the first {@code older} of {@code newer} leaves are unchanged. */
    List<byte[]> consistencyProof(long older, long newer) {
        if (older < 0 || older > newer) {
            throw new IllegalArgumentException("'older' must be from 0 to " + newer + " but is " + older);
        }
        List<byte[]> path = new ArrayList<>();
        if (older > 0 && older < newer) {
            compare(older, 0, newer, true, path);
        }
        return path;
    }

    private void include(long index, long start, long end, List<byte[]> path) {
        if (end - start == 1) {
            return;
        }
        long middle = start + split(end - start);
        if (index < middle) {
            include(index, start, middle, path);
            path.add(hash(middle, end));
        } else {
            include(index, middle, end, path);
            path.add(hash(start, middle));
        }
    }

    private void compare(long older, long start, long end, boolean whole, List<byte[]> path) {
        if (older == end) {
            if (!whole) {
                path.add(hash(start, end));
            }
            return;
        }
        long middle = start + split(end - start);
        if (older <= middle) {
            compare(older, start, middle, whole, path);
            path.add(hash(middle, end));
        } else {
            compare(older, middle, end, false, path);
            path.add(hash(start, middle));
        }
    }

    private byte[] hash(long start, long end) {
        long length = end - start;
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return subtrees.hash(height, start >>> height);
        }
        long middle = start + split(length);
        return MerkleHash.ofNode(hash(start, middle), hash(middle, end));
    }

    /** Returns the largest power of two below {@code length}. */
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
