package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected hashes were computed with another program, straight from the definitions of RFC 9162, section 2.1. */
class MerkleTreeTests {

    private static final List<byte[]> INPUTS = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void theRootIsThatOfTheStandard(int size, String root) {
        assertThat(HexFormat.of().formatHex(tree(leaves(size)).root(size))).isEqualTo(root);
        assertThat(HexFormat.of().formatHex(frontier(leaves(size)).root())).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void theInclusionProofIsThatOfTheStandard(int index, int size, String path) {
        assertThat(hex(tree(leaves(size)).inclusionProof(index, size))).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void theConsistencyProofIsThatOfTheStandard(int older, int newer, String path) {
        assertThat(hex(tree(leaves(newer)).consistencyProof(older, newer))).isEqualTo(path);
    }

    @Test
    void everyLeafOfEveryTreeUpToSeventyHasAProofThatHoldsForNothingElse() throws NoSuchAlgorithmException {
        List<byte[]> leaves = numbered(70);
        MerkleTree tree = tree(leaves);
        for (int size = 1; size <= 70; size++) {
            byte[] root = naiveRoot(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                List<byte[]> path = tree.inclusionProof(index, size);

                assertThat(MerkleProof.includes(leaves.get(index), index, size, path, root))
                        .isTrue();
                assertThat(MerkleProof.includes(leaves.get((index + 1) % 70), index, size, path, root))
                        .isFalse();
                assertThat(MerkleProof.includes(leaves.get(index), index + 1, size, path, root))
                        .isFalse();
                assertThat(MerkleProof.includes(leaves.get(index), index, size, withOneMore(path), root))
                        .isFalse();
                assertThat(MerkleProof.includes(leaves.get(index), index, size, path, flipped(root)))
                        .isFalse();
            }
        }
    }

    @Test
    void everyTreeUpToFortyIsConsistentWithEverySmallerOneAndWithNoOther() throws NoSuchAlgorithmException {
        List<byte[]> leaves = numbered(40);
        MerkleTree tree = tree(leaves);
        for (int newer = 1; newer <= 40; newer++) {
            byte[] newRoot = naiveRoot(leaves.subList(0, newer));
            for (int older = 1; older <= newer; older++) {
                List<byte[]> path = tree.consistencyProof(older, newer);
                byte[] oldRoot = naiveRoot(leaves.subList(0, older));

                assertThat(MerkleProof.isConsistent(older, newer, path, oldRoot, newRoot))
                        .isTrue();
                assertThat(MerkleProof.isConsistent(older, newer, path, flipped(oldRoot), newRoot))
                        .isFalse();
                assertThat(MerkleProof.isConsistent(older, newer, path, oldRoot, flipped(newRoot)))
                        .isFalse();
                assertThat(MerkleProof.isConsistent(older, newer, withOneMore(path), oldRoot, newRoot))
                        .isFalse();
            }
        }
    }

    @Test
    void aFrontierGoesOnWhereverItWasTakenUp() throws NoSuchAlgorithmException {
        List<byte[]> leaves = numbered(40);
        for (int size = 0; size < 40; size++) {
            MerkleFrontier frontier = MerkleFrontier.at(size, subtrees(leaves));
            frontier.append(leaves.get(size));

            assertThat(frontier.root()).isEqualTo(naiveRoot(leaves.subList(0, size + 1)));
            assertThat(frontier.size()).isEqualTo(size + 1);
        }
    }

    @Test
    void refusesAProofOfALeafThatTheTreeDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tree(leaves(3)).inclusionProof(3, 3))
                .withMessage("'index' must be from 0 to 2 but is 3");
    }

    private static List<byte[]> leaves(int size) {
        return INPUTS.subList(0, size).stream().map(MerkleHash::ofLeaf).toList();
    }

    private static List<byte[]> numbered(int size) {
        return IntStream.range(0, size)
                .mapToObj(number -> MerkleHash.ofLeaf(new byte[] {(byte) number}))
                .toList();
    }

    private static MerkleTree tree(List<byte[]> leaves) {
        return new MerkleTree(subtrees(leaves));
    }

    private static Subtrees subtrees(List<byte[]> leaves) {
        return (height, position) -> {
            try {
                int count = 1 << height;
                return naiveRoot(leaves.subList((int) position * count, (int) (position + 1) * count));
            } catch (NoSuchAlgorithmException ex) {
                throw new IllegalStateException(ex);
            }
        };
    }

    private static MerkleFrontier frontier(List<byte[]> leaves) {
        MerkleFrontier frontier = new MerkleFrontier();
        leaves.forEach(frontier::append);
        return frontier;
    }

    /** The definition in the standard, word for word, and slow. */
    private static byte[] naiveRoot(List<byte[]> leaves) throws NoSuchAlgorithmException {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) 1);
        digest.update(naiveRoot(leaves.subList(0, split)));
        return digest.digest(naiveRoot(leaves.subList(split, leaves.size())));
    }

    private static List<byte[]> withOneMore(List<byte[]> path) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(new byte[32]);
        return longer;
    }

    private static byte[] flipped(byte[] hash) {
        byte[] flipped = hash.clone();
        flipped[5] ^= 1;
        return flipped;
    }

    private static String hex(List<byte[]> path) {
        return String.join(" ", path.stream().map(HexFormat.of()::formatHex).toList());
    }
}
