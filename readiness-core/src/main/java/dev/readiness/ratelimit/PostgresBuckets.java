package dev.readiness.ratelimit;

import dev.readiness.ratelimit.PostgresConnections.Prepared;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buckets in PostgreSQL: one statement a decision, or one for several of the same key. */
final class PostgresBuckets implements SharedBuckets {

    private static final String UNDEFINED_TABLE = "42P01";

    /** Another node may convert a row while we do. */
    private static final int ATTEMPTS = 5;

    private static final String NOW = "(date_part('epoch', statement_timestamp()) * 1000000)::bigint";

    private static final String ANNOUNCE = "WITH before AS (SELECT state[1] AS value FROM " + RateLimitTable.NAME
            + " WHERE id = ? AND expires_at > " + NOW + ") INSERT INTO " + RateLimitTable.NAME
            + " (id, shape, state, granted, expires_at) VALUES (?, '{}', ARRAY[?]::bigint[], true, " + NOW
            + " + ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state, expires_at = excluded.expires_at"
            + " RETURNING (SELECT value FROM before)";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBuckets.class);

    private static final Duration SWEEP = Duration.ofSeconds(2);

    private final PostgresConnections connections;
    private final Turns turns;
    private final ExpiredRows expired = new ExpiredRows();
    private final ScheduledExecutorService background =
            Executors.newSingleThreadScheduledExecutor(PostgresBuckets::daemon);

    PostgresBuckets(DataSource dataSource, Duration timeout) {
        this.connections = new PostgresConnections(dataSource, timeout);
        this.turns = new Turns(timeout);
        var unused = background.scheduleWithFixedDelay(
                this::deleteExpired, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "readiness-rate-limit-expiry");
        thread.setDaemon(true);
        return thread;
    }

    private void deleteExpired() {
        try {
            onConnection(expired::delete);
        } catch (RuntimeException ex) {
            LOG.debug("Expired rows could not be deleted", ex);
        }
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
        return turns.take(id, bands, cost, requests -> takeAtOnce(id, bands, requests * cost, time));
    }

    private Taken takeAtOnce(String id, SharedBands bands, long cost, @Nullable Long time) {
        String sql = time == null ? bands.takeStatement(cost) : TakeStatement.take(bands.bands(), cost, time);
        return onConnection(connection -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<Taken> taken = take(connection.statement(sql), id, bands.bands());
                if (taken.isPresent()) {
                    return taken.get();
                }
                RowConversion.convert(connection, id, bands.bands(), time);
            }
            throw new StoreFailedException("other nodes keep changing the limits", null);
        });
    }

    @Override
    public void giveBack(String id, SharedBands bands, long cost, @Nullable Long time) {
        String sql = TakeStatement.giveBack(bands.bands(), cost);
        onConnection(connection -> {
            PreparedStatement statement = connection.statement(sql);
            statement.setString(1, id);
            if (statement.executeUpdate() == 0 && RowConversion.convert(connection, id, bands.bands(), time)) {
                statement.executeUpdate();
            }
            return id;
        });
    }

    private static Optional<Taken> take(PreparedStatement statement, String id, List<SharedBand> bands)
            throws SQLException {
        statement.setString(1, id);
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            long time = row.getLong(2) - TakeStatement.keep(bands);
            long[] debts = new long[bands.size()];
            long[] anchors = new long[bands.size()];
            int column = 3;
            for (int i = 0; i < bands.size(); i++) {
                SharedBand band = bands.get(i);
                long first = row.getLong(column++);
                debts[i] = band.isInterval() ? first : Math.max(0, first - time * band.rate());
                anchors[i] = band.isInterval() ? row.getLong(column++) - band.period() : time;
            }
            return Optional.of(new Taken(row.getBoolean(1), time, debts, anchors));
        }
    }

    @Override
    public @Nullable Long announce(String id, long value, Duration keep) {
        return onConnection(connection -> {
                    PreparedStatement statement = connection.statement(ANNOUNCE);
                    statement.setString(1, id);
                    statement.setString(2, id);
                    statement.setLong(3, value);
                    statement.setLong(4, TimeUnit.MICROSECONDS.convert(keep));
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        long before = row.getLong(1);
                        return row.wasNull() ? Optional.<Long>empty() : Optional.of(before);
                    }
                })
                .orElse(null);
    }

    private <T> T onConnection(Work<T> work) {
        Prepared connection = borrow();
        boolean sound = false;
        try {
            T result = work.on(connection);
            sound = true;
            return result;
        } catch (SQLException ex) {
            throw failure(ex);
        } finally {
            if (sound) {
                connections.giveBack(connection);
            } else {
                connections.discard(connection);
            }
        }
    }

    private Prepared borrow() {
        try {
            return connections.borrow();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new StoreFailedException("the thread was interrupted", ex);
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
        background.shutdownNow();
        connections.close();
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }

    @FunctionalInterface
    private interface Work<T> {

        T on(Prepared connection) throws SQLException;
    }
}
