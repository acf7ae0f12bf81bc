package dev.readiness.spring.migration;

import dev.readiness.migration.Migrations;
import dev.readiness.migration.SchemaManagement;
import dev.readiness.migration.SchemaVersioning;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** What the beans of a running application say about schema and data. */
final class MigrationFacts {

    private final ApplicationContext context;

    MigrationFacts(ApplicationContext context) {
        this.context = context;
    }

    Map<String, DataSource> dataSources() {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(context, DataSource.class, false, false);
    }

    List<SchemaManagement> schemaManagement() {
        return isPresent("jakarta.persistence.EntityManagerFactory")
                ? EntityManagerFactories.schemaManagement(context)
                : List.of();
    }

    SchemaVersioning schemaVersioning() {
        Map<String, Migrations> migrations = hasFlyway() ? FlywayBeans.migrations(context) : Map.of();
        return new SchemaVersioning(dataSources(), migrations, LiquibaseBeans.runs(context), obstacle());
    }

    private String obstacle() {
        if (!hasFlyway()) {
            return "";
        }
        if (!context.getEnvironment().getProperty("spring.flyway.enabled", Boolean.class, true)) {
            return "Flyway is on the class path, but spring.flyway.enabled=false: nothing migrates.";
        }
        boolean started = isPresent("org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
                || isPresent("org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration");
        return started
                ? "Flyway is on the class path, but there is no Flyway bean: nothing migrates."
                : "Flyway is on the class path, but since version 4 Spring Boot runs it only with its module"
                        + " spring-boot-flyway: nothing migrates.";
    }

    private boolean hasFlyway() {
        return isPresent("org.flywaydb.core.Flyway");
    }

    private boolean isPresent(String type) {
        return ClassUtils.isPresent(type, context.getClassLoader());
    }
}
