package dev.readiness.audit;

import javax.sql.DataSource;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs with {@code -Pmariadb}, which puts a MariaDB of 150 MB on the class path. */
@EnabledIf("dev.readiness.audit.MariaDbServer#isAvailable")
class MariaDbAuditReceiptsTests extends AuditReceiptsContract {

    @Override
    DataSource dataSource() {
        return MariaDbServer.dataSource();
    }
}
