package dev.readiness.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;

/**
 * Writes records with what proves them into a zip file that can be verified without this library, without the database and
 * without a network; {@link VerifyAuditTrail}, which does so, lies in it as source.
 */
public final class AuditExport {

    private static final int PAGE = 5_000;

    private final DataSource dataSource;
    private final CheckpointVerifier key;

    /** Creates an export of the trail that {@code key} verifies. */
    public AuditExport(DataSource dataSource, CheckpointVerifier key) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.key = Objects.requireNonNull(key, "key");
    }

    /**
     * Writes the whole sealed trail: {@code records.jsonl} with the stored bytes in the order of the tree, {@code leaves} with
     * their hashes, and the latest {@code checkpoint}. In the place of a record that a retention has removed stands its hash.
     *
     * @return the number of lines
     * @throws AuditStoreException if nothing is sealed, or the database does not answer
     */
    public long writeTrail(OutputStream out) throws IOException {
        return write(out, this::writeTrail);
    }

    /**
     * Writes the records {@code ids}, each with its proof.
     *
     * @throws IllegalArgumentException if there are none, or if some of them are not there or not sealed yet; names all of those
     * @throws AuditStoreException if the database does not answer
     */
    public void writeEvidence(OutputStream out, List<UUID> ids) throws IOException {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("Name the records that evidence is wanted of; there is none of nothing");
        }
        write(out, (connection, zip) -> writeEvidence(connection, zip, ids));
    }

    private long write(OutputStream out, Content content) throws IOException {
        try (Connection connection = dataSource.getConnection();
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out), StandardCharsets.UTF_8)) {
            entry(zip, "VerifyAuditTrail.java", verifier());
            return Snapshot.call(connection, () -> content.write(connection, zip));
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot read the audit trail (SQL state " + ex.getSQLState() + ")", ex);
        }
    }

    /** The verifier without its package: from Java 22 on, {@code java File.java} refuses a file outside its package's directory. */
    private static String verifier() throws IOException {
        try (InputStream source =
                Objects.requireNonNull(AuditExport.class.getResourceAsStream("VerifyAuditTrail.java"))) {
            String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceFirst("(?m)^package [\\w.]+;\\R", "");
        }
    }

    private long writeTrail(Connection connection, ZipOutputStream zip) throws SQLException, IOException {
        SignedCheckpoint checkpoint = CheckpointTable.latest(connection, key)
                .orElseThrow(() -> new AuditStoreException("Nothing is sealed, so there is nothing to prove", null));
        entry(zip, "checkpoint", checkpoint.note());
        long size = checkpoint.checkpoint().size();
        zip.putNextEntry(new ZipEntry("records.jsonl"));
        forEachLeaf(connection, size, row -> {
            String content = row.getString("content");
            line(zip, content == null ? "{\"leaf\":\"" + row.getString("hash") + "\"}" : content);
        });
        zip.putNextEntry(new ZipEntry("leaves"));
        forEachLeaf(connection, size, row -> line(zip, row.getString("hash")));
        return size;
    }

    private long writeEvidence(Connection connection, ZipOutputStream zip, List<UUID> ids)
            throws SQLException, IOException {
        List<String> contents = new ArrayList<>();
        List<AuditProof> proofs = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (UUID id : ids) {
            Optional<String> content = content(connection, id);
            Optional<AuditProof> proof = content.isEmpty() ? Optional.empty() : AuditProof.prove(connection, key, id);
            if (content.isEmpty()) {
                without.add("there is no record " + id);
            } else if (proof.isEmpty()) {
                without.add("the record " + id + " is not sealed yet");
            } else {
                contents.add(content.get());
                proofs.add(proof.get());
            }
        }
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("No evidence can be given: " + String.join("; ", without));
        }
        zip.putNextEntry(new ZipEntry("records.jsonl"));
        for (String content : contents) {
            line(zip, content);
        }
        zip.putNextEntry(new ZipEntry("proofs/"));
        for (int at = 0; at < proofs.size(); at++) {
            entry(zip, "proofs/" + at + ".tlog-proof", proofs.get(at).text());
        }
        return ids.size();
    }

    private static Optional<String> content(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT content FROM " + AuditTable.NAME + " WHERE id = ?")) {
            statement.setObject(1, SqlDialect.of(connection).id(id));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static void forEachLeaf(Connection connection, long size, RowWriter writer)
            throws SQLException, IOException {
        String query = "SELECT l.hash, r.content FROM " + AuditTable.LEAF + " l LEFT JOIN " + AuditTable.NAME
                + " r ON r.id = l.record_id WHERE l.seq >= ? AND l.seq < ? ORDER BY l.seq";
        for (long first = 0; first < size; first += PAGE) {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setLong(1, first);
                statement.setLong(2, Math.min(size, first + PAGE));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        writer.write(rows);
                    }
                }
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void line(ZipOutputStream zip, String text) throws IOException {
        zip.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @FunctionalInterface
    private interface Content {

        long write(Connection connection, ZipOutputStream zip) throws SQLException, IOException;
    }

    @FunctionalInterface
    private interface RowWriter {

        void write(ResultSet row) throws SQLException, IOException;
    }
}
