package dev.readiness.ratelimit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that stay open, with their statements prepared. A caller waits for one no longer than it may; that is why
 * this is not left to a pool, whose shortest wait is a quarter of a second and whose connections are taken by others.
 */
final class PostgresConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);

    private static final int MOST = 4;

    private static final int MOST_STATEMENTS = 200;

    private static final Executor IN_PLACE = Runnable::run;

    private final DataSource dataSource;
    private final Duration timeout;
    private final BlockingDeque<Prepared> idle = new LinkedBlockingDeque<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final ExecutorService opener = Executors.newSingleThreadExecutor(PostgresConnections::daemon);
    private volatile boolean closed;

    PostgresConnections(DataSource dataSource, Duration timeout) {
        this.dataSource = dataSource;
        this.timeout = timeout;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "readiness-rate-limit-connections");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens the first connection, however long that takes. */
    void open() throws SQLException {
        if (opened.get() == 0) {
            opened.incrementAndGet();
            openReserved();
        }
    }

    private void openReserved() throws SQLException {
        try {
            idle.addFirst(new Prepared(dataSource.getConnection()));
        } catch (SQLException | RuntimeException ex) {
            opened.decrementAndGet();
            throw ex;
        }
    }

    /** Returns a connection, to be given back or discarded. */
    Prepared borrow() throws InterruptedException {
        Prepared free = idle.pollFirst();
        if (free != null) {
            return free;
        }
        openAnother();
        free = idle.pollFirst(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (free == null) {
            throw new StoreFailedException("no connection was free within " + timeout.toMillis() + " ms", null);
        }
        return free;
    }

    private void openAnother() {
        if (opened.incrementAndGet() > MOST) {
            opened.decrementAndGet();
            return;
        }
        try {
            opener.execute(() -> {
                try {
                    openReserved();
                } catch (SQLException | RuntimeException ex) {
                    LOG.debug("No further connection could be opened", ex);
                }
            });
        } catch (RejectedExecutionException ex) {
            opened.decrementAndGet();
        }
    }

    void giveBack(Prepared connection) {
        idle.addFirst(connection);
        if (closed) {
            discardIdle();
        }
    }

    void discard(Prepared connection) {
        opened.decrementAndGet();
        connection.abort();
    }

    /** Drops the connections that are not in use, because the database was gone. */
    void discardIdle() {
        for (Prepared connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            discard(connection);
        }
    }

    @Override
    public void close() {
        closed = true;
        opener.shutdownNow();
        discardIdle();
    }

    /** A connection and its statements. For use by one thread at a time. */
    final class Prepared {

        private final Connection connection;
        private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

        Prepared(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(true);
            if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            connection.setNetworkTimeout(IN_PLACE, (int) timeout.toMillis());
        }

        /** Returns {@code sql} prepared, to be used and left open. */
        PreparedStatement statement(String sql) throws SQLException {
            PreparedStatement known = statements.get(sql);
            if (known == null) {
                known = connection.prepareStatement(sql);
                statements.put(sql, known);
                closeOldest();
            }
            return known;
        }

        private void closeOldest() throws SQLException {
            if (statements.size() > MOST_STATEMENTS) {
                var oldest = statements.entrySet().iterator();
                oldest.next().getValue().close();
                oldest.remove();
            }
        }

        Array array(long[] numbers) throws SQLException {
            return connection.createArrayOf(
                    "bigint", Arrays.stream(numbers).boxed().toArray());
        }

        /** Ends the connection without a farewell, for which a database that is gone would keep us waiting. */
        void abort() {
            try {
                connection.abort(IN_PLACE);
                connection.close();
            } catch (SQLException ex) {
                LOG.debug("The connection could not be closed", ex);
            }
        }
    }
}
