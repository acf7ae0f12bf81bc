package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTable;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Creates the table, or insists that it is there, once every bean is made: by then Flyway has run, which would refuse a
 * schema that it does not know and that is no longer empty.
 */
final class AuditTableStarter implements SmartInitializingSingleton {

    private final DataSource dataSource;
    private final boolean create;

    AuditTableStarter(DataSource dataSource, boolean create) {
        this.dataSource = dataSource;
        this.create = create;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (create) {
            AuditTable.createIfAbsent(dataSource);
        } else if (!AuditTable.exists(dataSource)) {
            throw new AuditSettingsException(
                    List.of(
                            "'readiness.audit.store' is 'jdbc' and 'readiness.audit.create-table' is 'false', but the table "
                                    + AuditTable.NAME + " is missing or lacks a column"),
                    List.of("Add a migration with these statements:", AuditTable.ddl()));
        }
    }
}
