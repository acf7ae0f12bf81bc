package dev.readiness.spring.migration;

import dev.readiness.migration.Migrations;
import dev.readiness.migration.SchemaManagement;
import dev.readiness.migration.SchemaVersioning;
import dev.readiness.migration.SchemaVersioning.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** What the beans of a running application say about schema and data. */
final class MigrationFacts {

    private static final Obstacle NO_BEAN = new Obstacle(
            "Flyway is on the class path, but there is no Flyway bean: nothing migrates.",
            "Remove what keeps FlywayAutoConfiguration from being used, for example an exclude.");

    private static final Obstacle NO_MODULE = new Obstacle(
            "Flyway is on the class path, but since version 4 Spring Boot runs it only with its module"
                    + " spring-boot-flyway: nothing migrates.",
            """
            <dependency>
              <groupId>org.springframework.boot</groupId>
              <artifactId>spring-boot-starter-flyway</artifactId>
            </dependency>""");

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

    Map<String, Migrations> migrations() {
        return hasFlyway() ? FlywayBeans.migrations(context) : Map.of();
    }

    SchemaVersioning schemaVersioning() {
        return new SchemaVersioning(dataSources(), migrations(), LiquibaseBeans.runs(context), obstacle());
    }

    private Optional<Obstacle> obstacle() {
        if (!hasFlyway()) {
            return Optional.empty();
        }
        if (!context.getEnvironment().getProperty("spring.flyway.enabled", Boolean.class, true)) {
            return Optional.of(new Obstacle(
                    "Flyway is on the class path, but spring.flyway.enabled=false: nothing migrates.",
                    "spring.flyway.enabled=true"));
        }
        boolean started = isPresent("org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
                || isPresent("org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration");
        return Optional.of(started ? NO_BEAN : NO_MODULE);
    }

    private boolean hasFlyway() {
        return isPresent("org.flywaydb.core.Flyway");
    }

    private boolean isPresent(String type) {
        return ClassUtils.isPresent(type, context.getClassLoader());
    }
}
