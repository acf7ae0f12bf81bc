package dev.readiness.spring.audit;

import dev.readiness.audit.CallersConnection;
import java.sql.Connection;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
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
}
