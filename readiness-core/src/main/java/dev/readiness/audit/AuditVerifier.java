package dev.readiness.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a trail in a database: reads every sealed record, builds the tree anew, and compares it with the leaves, the nodes,
 * the checkpoints, and with checkpoints that were published outside.
 *
 * <p>Without one from outside, whoever can write to the whole database can cut off the end of the trail unseen. Safe for use
 * by many threads.
 */
public final class AuditVerifier {

    private final DataSource dataSource;
    private final CheckpointVerifier key;
    private final @Nullable RowMac mac;

    private AuditVerifier(DataSource dataSource, CheckpointVerifier key, @Nullable RowMac mac) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.key = Objects.requireNonNull(key, "key");
        this.mac = mac;
    }

    /** Returns a verifier for somebody who has only the public key. Marks of rows are not checked. */
    public static AuditVerifier jdbc(DataSource dataSource, CheckpointVerifier key) {
        return new AuditVerifier(dataSource, key, null);
    }

    /** Returns a verifier that also checks the marks of rows, sealed or not. */
    public static AuditVerifier jdbc(DataSource dataSource, AuditKey key) {
        return new AuditVerifier(dataSource, key.verifier(), key.mac());
    }

    /**
     * Verifies the whole trail, as it is at one moment.
     *
     * @param anchors checkpoints from outside the database, from {@link SignedCheckpoint#open} or {@link
     *     SignedCheckpoint#findAll}
     * @throws AuditStoreException if the database does not answer
     */
    public AuditVerification verify(Collection<SignedCheckpoint> anchors) {
        try (Connection connection = dataSource.getConnection()) {
            return Snapshot.call(connection, () -> new JdbcVerification(connection, key, mac, anchors).verify());
        } catch (SQLException ex) {
            throw new AuditStoreException("Cannot read the audit trail (SQL state " + ex.getSQLState() + ")", ex);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
