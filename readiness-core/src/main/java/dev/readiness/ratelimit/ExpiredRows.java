package dev.readiness.ratelimit;

import dev.readiness.ratelimit.PostgresConnections.Prepared;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Deletes the rows of keys that are full again, a few pages of the table at a time. An index would find them faster and would
 * make every decision slower.
 */
final class ExpiredRows {

    private static final int PAGES = 64;

    private static final String SIZE =
            "SELECT pg_relation_size('" + RateLimitTable.NAME + "') / current_setting('block_size')::bigint";

    private static final String DELETE = "DELETE FROM " + RateLimitTable.NAME
            + " WHERE ctid >= ?::tid AND ctid < ?::tid"
            + " AND expires_at < (date_part('epoch', statement_timestamp()) * 1000000)::bigint";

    /** For use by one thread. */
    private long next;

    /** Deletes what has expired in the next pages; returns how many rows that was. */
    int delete(Prepared connection) throws SQLException {
        next = next < pages(connection) ? next : 0;
        PreparedStatement statement = connection.statement(DELETE);
        statement.setString(1, "(" + next + ",0)");
        next += PAGES;
        statement.setString(2, "(" + next + ",0)");
        return statement.executeUpdate();
    }

    private static long pages(Prepared connection) throws SQLException {
        try (ResultSet row = connection.statement(SIZE).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
