package dev.readiness.spring.audit;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Creates a table, or insists that it is there, once every bean is made: by then Flyway has run, which would refuse a
 * schema that it does not know and that is no longer empty.
 */
final class AuditTableStarter implements SmartInitializingSingleton {

    private final String name;
    private final BooleanSupplier exists;
    private final Runnable create;
    private final String ddl;
    private final boolean mayCreate;

    AuditTableStarter(String name, BooleanSupplier exists, Runnable create, String ddl, boolean mayCreate) {
        this.name = name;
        this.exists = exists;
        this.create = create;
        this.ddl = ddl;
        this.mayCreate = mayCreate;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (mayCreate) {
            create.run();
        } else if (!exists.getAsBoolean()) {
            throw new AuditSettingsException(
                    List.of("'readiness.audit.create-table' is 'false', but the table " + name
                            + " is missing or lacks a column"),
                    List.of("Add a migration with these statements:", ddl));
        }
    }
}
