package dev.readiness.audit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads the trail as it is at one moment, while others go on writing. */
final class Snapshot {

    private Snapshot() {}

    /** What is read. */
    @FunctionalInterface
    interface Reading<T> {

        T read() throws SQLException, IOException;
    }

    static <T> T call(Connection connection, Reading<T> reading) throws SQLException, IOException {
        int isolation = connection.getTransactionIsolation();
        boolean autoCommit = connection.getAutoCommit();
        connection.setTransactionIsolation(snapshotOf(connection));
        connection.setAutoCommit(false);
        try {
            return reading.read();
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
            connection.setTransactionIsolation(isolation);
        }
    }

    /** H2 shows new rows to a repeatable read, so that a checkpoint and its leaves would be of two moments. */
    private static int snapshotOf(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2")
                ? Connection.TRANSACTION_SERIALIZABLE
                : Connection.TRANSACTION_REPEATABLE_READ;
    }
}
