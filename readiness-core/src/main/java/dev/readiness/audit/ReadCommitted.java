package dev.readiness.audit;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in a transaction of its own that sees what others have committed meanwhile, whatever the database's default. */
final class ReadCommitted {

    private ReadCommitted() {}

    /** What is done in the transaction. */
    @FunctionalInterface
    interface Work<T> {

        T call() throws SQLException;
    }

    static <T> T call(Connection connection, Work<T> work) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        if (isolation == Connection.TRANSACTION_READ_COMMITTED) {
            return OwnTransaction.call(connection, work);
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try {
            return OwnTransaction.call(connection, work);
        } finally {
            connection.setTransactionIsolation(isolation);
        }
    }
}
