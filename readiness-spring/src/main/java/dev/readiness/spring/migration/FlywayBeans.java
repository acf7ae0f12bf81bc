package dev.readiness.spring.migration;

import dev.readiness.migration.Migrations;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/** The Flyway beans of an application. Used only where Flyway is on the class path. */
final class FlywayBeans {

    private FlywayBeans() {}

    static Map<String, Migrations> migrations(ListableBeanFactory beans) {
        Map<String, Migrations> migrations = new LinkedHashMap<>();
        BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, Flyway.class, false, false)
                .forEach((name, flyway) -> migrations.put(name, Migrations.of(flyway)));
        return migrations;
    }
}
