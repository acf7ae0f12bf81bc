package dev.readiness.audit;

import dev.readiness.audit.AuditProblem.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The nodes of the stored tree, to be compared with those that the leaves give. */
final class StoredNodes {

    private final Map<Place, byte[]> nodes = new HashMap<>();

    /** Where a node is. */
    private record Place(int height, long position) {}

    private StoredNodes() {}

    static StoredNodes read(Connection connection) throws SQLException {
        StoredNodes stored = new StoredNodes();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT height, pos, hash FROM " + AuditTable.NODE)) {
            while (rows.next()) {
                stored.nodes.put(new Place(rows.getInt(1), rows.getLong(2)), StoredTree.decode(rows.getString(3)));
            }
        }
        return stored;
    }

    void compare(int height, long position, byte[] expected, VerificationLog log) {
        if (!StoredTree.isStored(height)) {
            return;
        }
        byte[] stored = nodes.remove(new Place(height, position));
        if (!Arrays.equals(stored, expected)) {
            log.add(
                    Kind.TREE_CHANGED,
                    ((position + 1) << height) - 1,
                    null,
                    "the node over the " + (1L << height) + " leaves up to this one is "
                            + (stored == null ? "missing" : "changed"));
        }
    }

    void requireNoneLeft(VerificationLog log) {
        nodes.keySet()
                .forEach(place -> log.add(
                        Kind.TREE_CHANGED,
                        "there is a node at height " + place.height() + " that belongs to no leaves"));
    }
}
