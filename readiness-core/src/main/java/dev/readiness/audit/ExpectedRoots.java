package dev.readiness.audit;

import dev.readiness.audit.AuditProblem.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roots that were signed, in the database and outside, to be compared with the tree while it grows. */
final class ExpectedRoots {

    private static final int PAGE = 500;

    private final Connection connection;
    private final CheckpointVerifier key;
    private final VerificationLog log;
    private final Deque<Checkpoint> anchors = new ArrayDeque<>();
    private final Deque<Checkpoint> stored = new ArrayDeque<>();
    private long lastRead = -1;
    private boolean more = true;
    private @Nullable Checkpoint last;

    ExpectedRoots(
            Connection connection, CheckpointVerifier key, Collection<SignedCheckpoint> anchors, VerificationLog log)
            throws SQLException {
        this.connection = connection;
        this.key = key;
        this.log = log;
        anchors.stream()
                .map(SignedCheckpoint::checkpoint)
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .forEach(this.anchors::add);
        readMore();
    }

    void compare(MerkleFrontier tree) throws SQLException {
        while (!stored.isEmpty() && stored.element().size() <= tree.size()) {
            last = stored.remove();
            requireRoot(last, tree, Kind.CHECKPOINT_CHANGED, "the checkpoint in the database");
            if (stored.isEmpty()) {
                readMore();
            }
        }
        while (!anchors.isEmpty() && anchors.element().size() <= tree.size()) {
            requireRoot(anchors.remove(), tree, Kind.REWRITTEN, "the checkpoint that was published outside");
        }
    }

    /** Returns the checkpoint up to which the trail was verified. */
    Optional<Checkpoint> end(MerkleFrontier tree) {
        if (tree.size() > 0 && (last == null || last.size() != tree.size())) {
            log.add(Kind.CHECKPOINT_CHANGED, "the last checkpoint does not cover the " + tree.size() + " leaves");
        }
        stored.forEach(left -> log.add(
                Kind.TREE_CHANGED, "a checkpoint is of " + left.size() + " records, the tree has " + tree.size()));
        anchors.forEach(left -> log.add(
                Kind.TRUNCATED,
                "a checkpoint of " + left.size() + " records was published, and there are " + tree.size()));
        return Optional.ofNullable(last);
    }

    private void requireRoot(Checkpoint expected, MerkleFrontier tree, Kind kind, String what) {
        if (expected.size() != tree.size() || !Arrays.equals(expected.rootHash(), tree.root())) {
            log.add(kind, expected.size() - 1, null, what + " is not of the tree up to this record");
        }
    }

    private void readMore() throws SQLException {
        if (!more) {
            return;
        }
        more = false;
        try (PreparedStatement statement = connection.prepareStatement("SELECT tree_size, note FROM "
                + AuditTable.CHECKPOINT + " WHERE tree_size > ? ORDER BY tree_size LIMIT " + PAGE)) {
            statement.setLong(1, lastRead);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lastRead = rows.getLong("tree_size");
                    more = true;
                    read(rows);
                }
            }
        }
    }

    private void read(ResultSet row) throws SQLException {
        try {
            stored.add(CheckpointTable.open(row, key).checkpoint());
        } catch (AuditTamperedException ex) {
            log.add(Kind.CHECKPOINT_CHANGED, lastRead - 1, null, String.valueOf(ex.getMessage()));
        }
    }
}
