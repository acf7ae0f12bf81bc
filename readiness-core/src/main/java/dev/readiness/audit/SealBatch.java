package dev.readiness.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals some records: lease, sequence, leaves, nodes and checkpoint in one transaction, or none of it. */
final class SealBatch {

    private final CheckpointSigner signer;
    private final RowMac mac;
    private final SealSettings settings;
    private final RememberedCheckpoint memory;
    private final SealerLease lease;

    SealBatch(CheckpointSigner signer, RowMac mac, SealSettings settings, RememberedCheckpoint memory) {
        this.signer = signer;
        this.mac = mac;
        this.settings = settings;
        this.memory = memory;
        this.lease = new SealerLease(settings.lease());
    }

    /** What became of a batch. */
    record Outcome(
            long sealed,
            long unwritten,
            @Nullable UUID lastId,
            boolean more,
            boolean leading,
            Optional<SignedCheckpoint> checkpoint,
            List<StoredTree.Leaf> leaves) {

        static final Outcome NOTHING = new Outcome(0, 0, null, false, true, Optional.empty(), List.of());

        Outcome plus(Outcome next) {
            return new Outcome(
                    sealed + next.sealed,
                    unwritten + next.unwritten,
                    next.lastId,
                    next.more,
                    leading && next.leading,
                    next.checkpoint,
                    List.of());
        }
    }

    /** Returns the least id that a record of {@code time} can have. */
    static UUID firstIdAt(Instant time) {
        return new UUID((Math.max(0, time.toEpochMilli()) << 16) | 0x7000L, 0x8000_0000_0000_0000L);
    }

    Outcome seal(Connection connection, @Nullable UUID after, Instant now) throws SQLException {
        boolean taken = lease.isTaken(connection, now);
        List<UnsealedRows.Row> rows = taken ? List.of() : UnsealedRows.find(connection, after, settings.batch());
        StoredTree tree = new StoredTree(connection);
        boolean leading = !taken && (rows.isEmpty() || lease.hold(connection, now));
        Optional<SignedCheckpoint> latest = CheckpointTable.latest(connection, signer.verifier());
        memory.requireContinued(latest, tree);
        if (rows.isEmpty() || !leading) {
            return new Outcome(0, 0, null, false, leading, latest, List.of());
        }
        List<UnsealedRows.Row> genuine = rows.stream()
                .filter(row -> mac.matches(row.id(), row.content(), row.mac()))
                .toList();
        List<StoredTree.Leaf> leaves = new ArrayList<>(genuine.size());
        Optional<SignedCheckpoint> checkpoint =
                genuine.isEmpty() ? latest : Optional.of(append(connection, tree, latest, genuine, now, leaves));
        return new Outcome(
                genuine.size(),
                (long) rows.size() - genuine.size(),
                rows.get(rows.size() - 1).id(),
                rows.size() == settings.batch(),
                true,
                checkpoint,
                leaves);
    }

    private SignedCheckpoint append(
            Connection connection,
            StoredTree tree,
            Optional<SignedCheckpoint> latest,
            List<UnsealedRows.Row> rows,
            Instant now,
            List<StoredTree.Leaf> leaves)
            throws SQLException {
        MerkleFrontier frontier = frontier(tree, latest);
        List<StoredTree.Node> nodes = new ArrayList<>();
        for (UnsealedRows.Row row : rows) {
            byte[] hash = MerkleHash.ofLeaf(row.content().getBytes(StandardCharsets.UTF_8));
            leaves.add(new StoredTree.Leaf(frontier.size(), row.id(), StoredTree.encode(hash)));
            frontier.append(hash, (height, position, subtree) -> {
                if (StoredTree.isStored(height)) {
                    nodes.add(new StoredTree.Node(height, position, StoredTree.encode(subtree)));
                }
            });
        }
        tree.insertLeaves(leaves);
        tree.insertNodes(nodes);
        SignedCheckpoint signed = SignedCheckpoint.sign(
                Checkpoint.of(signer.verifier().name(), frontier.size(), frontier.root()), signer);
        CheckpointTable.insert(connection, signed, now);
        return signed;
    }

    private static MerkleFrontier frontier(StoredTree tree, Optional<SignedCheckpoint> latest) throws SQLException {
        long size = tree.size();
        long signed = latest.map(last -> last.checkpoint().size()).orElse(0L);
        if (size != signed) {
            throw new AuditTamperedException(
                    "The last checkpoint is of " + signed + " records, and the tree has " + size);
        }
        MerkleFrontier frontier = MerkleFrontier.at(size, tree);
        if (latest.isPresent()
                && !Arrays.equals(frontier.root(), latest.get().checkpoint().rootHash())) {
            throw new AuditTamperedException("The tree over " + size + " records is not the one that was signed");
        }
        return frontier;
    }
}
