package dev.readiness.audit;

/** Gives the hashes of complete subtrees. */
@FunctionalInterface
interface Subtrees {

    /**
     * Returns the hash of the subtree of 2 to the power of {@code height} leaves whose first leaf is {@code position} times
     * that number; at height 0 that is the leaf itself.
     */
    byte[] hash(int height, long position);
}
