package dev.readiness.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The right to seal, for one sealer at a time. It is taken or renewed within the transaction that seals: the row that it
 * updates is locked until the commit, and a sealer that was away while another took over finds the token changed.
 *
 * <p>Not safe for use by many threads.
 */
final class SealerLease {

    private final String holder = UUID.randomUUID().toString();
    private final Duration length;
    private long token = -1;

    SealerLease(Duration length) {
        this.length = length;
    }

    /** Returns whether another sealer has the lease, so that there is nothing to look for. */
    boolean isTaken(Connection connection, Instant now) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT holder, expires_at FROM " + AuditTable.LEASE + " WHERE id = 1")) {
            return row.next() && !row.getString(1).equals(holder) && row.getLong(2) > now.toEpochMilli();
        }
    }

    /** Returns whether this sealer may seal in the transaction of {@code connection}. */
    boolean hold(Connection connection, Instant now) throws SQLException {
        long expiry = now.plus(length).toEpochMilli();
        if (renew(connection, expiry) || take(connection, now, expiry)) {
            return true;
        }
        return insertFirst(connection, expiry);
    }

    private boolean renew(Connection connection, long expiry) throws SQLException {
        return update(
                connection,
                "UPDATE " + AuditTable.LEASE + " SET expires_at = ? WHERE id = 1 AND holder = ? AND token = ?",
                expiry,
                token);
    }

    private boolean take(Connection connection, Instant now, long expiry) throws SQLException {
        String command = "UPDATE " + AuditTable.LEASE
                + " SET expires_at = ?, holder = ?, token = token + 1 WHERE id = 1 AND expires_at <= ?";
        if (!update(connection, command, expiry, now.toEpochMilli())) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT token FROM " + AuditTable.LEASE + " WHERE id = 1")) {
            row.next();
            token = row.getLong(1);
        }
        return true;
    }

    /** Of two sealers that find no lease at all, the key lets one through; the transaction of the other fails. */
    private boolean insertFirst(Connection connection, long expiry) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM " + AuditTable.LEASE + " WHERE id = 1")) {
            if (row.next()) {
                return false;
            }
        }
        token = 1;
        return update(
                connection,
                "INSERT INTO " + AuditTable.LEASE + " (id, expires_at, holder, token) VALUES (1, ?, ?, ?)",
                expiry,
                token);
    }

    private boolean update(Connection connection, String command, long first, long third) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            statement.setLong(1, first);
            statement.setString(2, holder);
            statement.setLong(3, third);
            return statement.executeUpdate() == 1;
        }
    }
}
