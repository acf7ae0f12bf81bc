package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The Merkle tree in the database: every leaf, and of the nodes above only each eighth height, because the ones between are
 * made of 256 hashes faster than they are read. That is one node for 255 leaves.
 */
final class StoredTree implements Subtrees {

    static final int HEIGHT_STEP = 8;

    private static final int ROWS_OF_AN_INSERT = 500;

    private final Connection connection;
    private final SqlDialect sql;

    StoredTree(Connection connection) throws SQLException {
        this.connection = connection;
        this.sql = SqlDialect.of(connection);
    }

    /** A leaf that is about to be stored. */
    record Leaf(long seq, UUID recordId, String hash) {}

    /** A node that is about to be stored. */
    record Node(int height, long position, String hash) {}

    static boolean isStored(int height) {
        return height > 0 && height % HEIGHT_STEP == 0;
    }

    /** Returns the number of leaves. */
    long size() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(seq) + 1, 0) FROM " + AuditTable.LEAF)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public byte[] hash(int height, long position) {
        int below = height - height % HEIGHT_STEP;
        int count = 1 << (height - below);
        List<byte[]> hashes = read(below, position * count, count);
        while (hashes.size() > 1) {
            List<byte[]> parents = new ArrayList<>(hashes.size() / 2);
            for (int at = 0; at < hashes.size(); at += 2) {
                parents.add(MerkleHash.ofNode(hashes.get(at), hashes.get(at + 1)));
            }
            hashes = parents;
        }
        return hashes.get(0);
    }

    void insertLeaves(List<Leaf> leaves) throws SQLException {
        for (int start = 0; start < leaves.size(); start += ROWS_OF_AN_INSERT) {
            List<Leaf> part = leaves.subList(start, Math.min(start + ROWS_OF_AN_INSERT, leaves.size()));
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + AuditTable.LEAF
                    + " (seq, record_id, hash) VALUES (?, ?, ?)" + ", (?, ?, ?)".repeat(part.size() - 1))) {
                int parameter = 1;
                for (Leaf leaf : part) {
                    statement.setLong(parameter++, leaf.seq());
                    statement.setObject(parameter++, sql.id(leaf.recordId()));
                    statement.setString(parameter++, leaf.hash());
                }
                statement.executeUpdate();
            }
        }
    }

    void insertNodes(List<Node> nodes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + AuditTable.NODE + " (height, pos, hash) VALUES (?, ?, ?)")) {
            for (Node node : nodes) {
                statement.setInt(1, node.height());
                statement.setLong(2, node.position());
                statement.setString(3, node.hash());
                statement.addBatch();
            }
            if (!nodes.isEmpty()) {
                statement.executeBatch();
            }
        }
    }

    private List<byte[]> read(int height, long first, int count) {
        String query = height == 0
                ? "SELECT hash FROM " + AuditTable.LEAF + " WHERE seq >= ? AND seq < ? ORDER BY seq"
                : "SELECT hash FROM " + AuditTable.NODE + " WHERE pos >= ? AND pos < ? AND height = " + height
                        + " ORDER BY pos";
        List<byte[]> hashes = new ArrayList<>(count);
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, first);
            statement.setLong(2, first + count);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    hashes.add(decode(rows.getString(1)));
                }
            }
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot read the tree of the audit trail: " + ex.getMessage(), ex);
        }
        if (hashes.size() != count) {
            throw new AuditTamperedException("Of the hashes " + first + " to " + (first + count - 1) + " at height "
                    + height + " of the tree, " + (count - hashes.size()) + " are missing");
        }
        return hashes;
    }

    static String encode(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    /** Returns the hash that {@code base64} holds; what is no hash any more becomes one that matches nothing. */
    static byte[] decode(String base64) {
        try {
            byte[] hash = Base64.getDecoder().decode(base64);
            boolean canonical = encode(hash).equals(base64);
            return canonical && hash.length == MerkleHash.LENGTH ? hash : new byte[MerkleHash.LENGTH];
        } catch (IllegalArgumentException ex) {
            return new byte[MerkleHash.LENGTH];
        }
    }
}
