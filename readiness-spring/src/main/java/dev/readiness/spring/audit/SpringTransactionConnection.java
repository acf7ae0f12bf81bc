package dev.readiness.spring.audit;

import dev.readiness.audit.CallersConnection;
import java.sql.Connection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Finds the connection of the Spring transaction that runs on the calling thread, if it can be written to. */
final class SpringTransactionConnection implements CallersConnection {

    private final DataSource dataSource;

    SpringTransactionConnection(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Connection> current() {
        boolean joinable = TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                && TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder;
        // The transaction gives it back when it ends.
        return joinable ? Optional.of(DataSourceUtils.getConnection(dataSource)) : Optional.empty();
    }

    @Override
    public void afterCommit(Runnable committed) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Committed(committed));
        }
    }

    /**
     * Runs after a commit, unless what was written before was taken back to a savepoint. One that is made later is announced
     * here; one that is not known was there before, and to go back to it takes the write back.
     */
    private static final class Committed implements TransactionSynchronization {

        private final Runnable task;
        private final Set<Object> later = Collections.newSetFromMap(new IdentityHashMap<>());
        private boolean takenBack;

        Committed(Runnable task) {
            this.task = task;
        }

        @Override
        public void savepoint(Object savepoint) {
            later.add(savepoint);
        }

        @Override
        public void savepointRollback(Object savepoint) {
            takenBack |= !later.contains(savepoint);
        }

        @Override
        public void afterCommit() {
            if (!takenBack) {
                task.run();
            }
        }
    }
}
