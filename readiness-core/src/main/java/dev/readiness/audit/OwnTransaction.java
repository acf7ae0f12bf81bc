package dev.readiness.audit;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in a transaction of its own on a connection that may come with or without auto-commit. */
final class OwnTransaction {

    private OwnTransaction() {}

    /** What is done in the transaction. */
    @FunctionalInterface
    interface Work {

        void run() throws SQLException;
    }

    static void run(Connection connection, Work work) throws SQLException {
        call(connection, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    static <T> T call(Connection connection, ReadCommitted.Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        try {
            T result = work.call();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException ex) {
            connection.rollback();
            throw ex;
        } finally {
            if (autoCommit) {
                connection.setAutoCommit(true);
            }
        }
    }
}
