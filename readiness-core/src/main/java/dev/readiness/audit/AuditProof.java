package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Shows to anybody who has the public key that one record is in the trail, without the rest of the trail.
 *
 * @param index number of the record in the trail, from 0
 * @param path the hashes that lead from the record to the root
 * @param checkpoint the signed root
 */
public record AuditProof(long index, List<byte[]> path, SignedCheckpoint checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";

    /** Copies the list. */
    public AuditProof {
        path = List.copyOf(path);
    }

    /**
     * Returns the proof for the record {@code id}, against the latest checkpoint, or nothing if it is not sealed.
     *
     * @throws AuditTamperedException if the tree in the database is not whole
     */
    public static Optional<AuditProof> of(DataSource dataSource, CheckpointVerifier key, UUID id) {
        try (Connection connection = dataSource.getConnection()) {
            return OwnTransaction.call(connection, () -> prove(connection, key, id));
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot read the audit trail (SQL state " + ex.getSQLState() + ")", ex);
        }
    }

    /** Returns whether {@code stored}, the bytes of the record as they are stored, are what this proves. */
    public boolean proves(byte[] stored) {
        Checkpoint signed = checkpoint.checkpoint();
        return MerkleProof.includes(MerkleHash.ofLeaf(stored), index, signed.size(), path, signed.rootHash());
    }

    /** Returns the proof as text, in the form of C2SP tlog-proof. */
    public String text() {
        StringBuilder text =
                new StringBuilder(HEADER).append("index ").append(index).append('\n');
        path.forEach(
                hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }

    /**
     * Returns the proof in {@code text}, after checking the signature.
     *
     * @throws IllegalArgumentException if it is not of that form, or not signed by {@code key}
     */
    public static AuditProof parse(String text, CheckpointVerifier key) {
        int end = text.indexOf("\n\n");
        if (!text.startsWith(HEADER) || end < 0) {
            throw new IllegalArgumentException("A proof must begin with " + HEADER.strip());
        }
        List<String> lines = text.substring(HEADER.length(), end).lines().toList();
        if (lines.isEmpty() || !lines.get(0).matches("index (0|[1-9][0-9]{0,17})")) {
            throw new IllegalArgumentException("A proof must have an index");
        }
        List<byte[]> path = new ArrayList<>();
        lines.subList(1, lines.size()).forEach(line -> path.add(StoredTree.decode(line)));
        return new AuditProof(
                Long.parseLong(lines.get(0).substring(6)), path, SignedCheckpoint.open(text.substring(end + 2), key));
    }

    static Optional<AuditProof> prove(Connection connection, CheckpointVerifier key, UUID id) throws SQLException {
        Optional<SignedCheckpoint> latest = CheckpointTable.latest(connection, key);
        Optional<Long> index = indexOf(connection, id);
        if (latest.isEmpty()
                || index.isEmpty()
                || index.get() >= latest.get().checkpoint().size()) {
            return Optional.empty();
        }
        List<byte[]> path = new MerkleTree(new StoredTree(connection))
                .inclusionProof(index.get(), latest.get().checkpoint().size());
        return Optional.of(new AuditProof(index.get(), path, latest.get()));
    }

    private static Optional<Long> indexOf(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT seq FROM " + AuditTable.LEAF + " WHERE record_id = ?")) {
            statement.setObject(1, SqlDialect.of(connection).id(id));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Returns the proof as text. */
    @Override
    public String toString() {
        return text();
    }
}
