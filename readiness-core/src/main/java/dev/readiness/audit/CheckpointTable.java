package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** The signed checkpoints in the database. None is ever removed. */
final class CheckpointTable {

    private CheckpointTable() {}

    /**
     * Returns the latest checkpoint.
     *
     * @throws AuditTamperedException if it is not signed by {@code key}, or says another size than its row
     */
    static Optional<SignedCheckpoint> latest(Connection connection, CheckpointVerifier key) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT tree_size, note FROM " + AuditTable.CHECKPOINT + " ORDER BY tree_size DESC LIMIT 1")) {
            return row.next() ? Optional.of(open(row, key)) : Optional.empty();
        }
    }

    static SignedCheckpoint open(ResultSet row, CheckpointVerifier key) throws SQLException {
        long size = row.getLong("tree_size");
        SignedCheckpoint found;
        try {
            found = SignedCheckpoint.open(row.getString("note"), key);
        } catch (IllegalArgumentException ex) {
            throw new AuditTamperedException(
                    "The checkpoint of size " + size + " in the database is not genuine: " + ex.getMessage());
        }
        if (found.checkpoint().size() != size) {
            throw new AuditTamperedException("The checkpoint of size " + size + " in the database says "
                    + found.checkpoint().size());
        }
        return found;
    }

    /** Returns how many records were sealed at {@code time}. */
    static long sizeAt(Connection connection, Instant time) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT COALESCE(MAX(tree_size), 0) FROM " + AuditTable.CHECKPOINT + " WHERE sealed_at < ?")) {
            statement.setLong(1, time.toEpochMilli());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static void insert(Connection connection, SignedCheckpoint checkpoint, Instant time) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + AuditTable.CHECKPOINT + " (tree_size, sealed_at, note) VALUES (?, ?, ?)")) {
            statement.setLong(1, checkpoint.checkpoint().size());
            statement.setLong(2, time.toEpochMilli());
            statement.setString(3, checkpoint.note());
            statement.executeUpdate();
        }
    }
}
