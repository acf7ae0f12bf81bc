package dev.readiness.audit;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record that was acknowledged.
 *
 * @param id its id
 * @param leaf hash of its leaf, in base64
 * @param file where the receipt lies, if it does
 */
record Receipt(UUID id, String leaf, @Nullable ReceiptFile file) {

    static String leafOf(String content) {
        return StoredTree.encode(MerkleHash.ofLeaf(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns whether {@code content} is what was acknowledged. */
    boolean isOf(@Nullable String content) {
        return content != null && leaf.equals(leafOf(content));
    }
}
