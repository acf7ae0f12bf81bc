package dev.readiness.spring.audit;

import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTable;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;

/** The database that holds the trail durably, if one does. */
final class TrailDatabase {

    private final ObjectProvider<AuditStore> store;
    private final ObjectProvider<DataSource> dataSource;

    TrailDatabase(ObjectProvider<AuditStore> store, ObjectProvider<DataSource> dataSource) {
        this.store = store;
        this.dataSource = dataSource;
    }

    Optional<DataSource> get() {
        return Optional.ofNullable(store.getIfUnique())
                .filter(AuditStore::joinsTransactions)
                .filter(AuditStore::isDurable)
                .flatMap(durable -> Optional.ofNullable(dataSource.getIfUnique()))
                .filter(AuditTable::exists);
    }
}
