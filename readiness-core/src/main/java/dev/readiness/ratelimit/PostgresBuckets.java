package dev.readiness.ratelimit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Buckets in PostgreSQL: one statement a decision. */
final class PostgresBuckets implements SharedBuckets {

    private static final String UNDEFINED_TABLE = "42P01";

    private final PostgresConnections connections;

    PostgresBuckets(DataSource dataSource, Duration timeout) {
        this.connections = new PostgresConnections(dataSource, timeout);
    }

    @Override
    public void connect() {
        connections.discardIdle();
        try {
            connections.open();
        } catch (SQLException ex) {
            throw failure(ex);
        }
    }

    @Override
    public Taken take(String id, SharedBands bands, long cost, @Nullable Long time) {
        PostgresConnections.Prepared connection = borrow();
        try {
            Taken taken = take(
                    connection.statement(bands.statement()),
                    id,
                    cost,
                    time,
                    bands.bands().size());
            connections.giveBack(connection);
            return taken;
        } catch (SQLException ex) {
            connections.discard(connection);
            throw failure(ex);
        }
    }

    private PostgresConnections.Prepared borrow() {
        try {
            return connections.borrow();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new StoreFailedException("the thread was interrupted", ex);
        }
    }

    private static Taken take(PreparedStatement statement, String id, long cost, @Nullable Long time, int bands)
            throws SQLException {
        statement.setString(1, id);
        statement.setLong(2, cost);
        if (time == null) {
            statement.setNull(3, Types.BIGINT);
        } else {
            statement.setLong(3, time);
        }
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            long[] debts = new long[bands];
            long[] anchors = new long[bands];
            for (int i = 0; i < bands; i++) {
                debts[i] = row.getLong(3 + 2 * i);
                anchors[i] = row.getLong(4 + 2 * i);
            }
            return new Taken(row.getBoolean(1), row.getLong(2), debts, anchors);
        }
    }

    /** Names the state and not the message: a driver's message may quote the row. */
    private static StoreFailedException failure(SQLException ex) {
        if (UNDEFINED_TABLE.equals(ex.getSQLState())) {
            return new StoreFailedException("the table " + RateLimitTable.NAME + " is missing", ex);
        }
        return new StoreFailedException("SQL state " + ex.getSQLState(), ex);
    }

    @Override
    public void close() {
        connections.close();
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }
}
