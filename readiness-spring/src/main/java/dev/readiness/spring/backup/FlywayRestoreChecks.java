package dev.readiness.spring.backup;

import dev.readiness.backup.RestoreCheck;
import dev.readiness.migration.Migrations;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;

/** Has Flyway validate a restored database. Used only where Flyway is on the class path. */
final class FlywayRestoreChecks {

    private FlywayRestoreChecks() {}

    static Map<String, RestoreCheck> of(ApplicationContext context) {
        ObjectProvider<Flyway> flyways = context.getBeanProvider(Flyway.class);
        return Map.of(
                "flyway",
                restored -> flyways.stream()
                        .flatMap(flyway -> Migrations.of(flyway).problemsIn(restored).stream())
                        .toList());
    }
}
