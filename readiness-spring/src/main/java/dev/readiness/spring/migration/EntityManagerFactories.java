package dev.readiness.spring.migration;

import dev.readiness.migration.SchemaManagement;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/** The entity manager factories of an application. Used only where JPA is on the class path. */
final class EntityManagerFactories {

    private static final String HIBERNATE_ACTION = "hibernate.hbm2ddl.auto";

    /** In the order in which Hibernate asks for them. */
    private static final List<String> ACTIONS = List.of(
            "jakarta.persistence.schema-generation.database.action",
            "javax.persistence.schema-generation.database.action",
            HIBERNATE_ACTION);

    private static final List<String> DATA_SOURCES = List.of(
            "jakarta.persistence.nonJtaDataSource",
            "jakarta.persistence.jtaDataSource",
            "hibernate.connection.datasource");

    private EntityManagerFactories() {}

    static List<SchemaManagement> schemaManagement(ListableBeanFactory beans) {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, EntityManagerFactory.class, false, false)
                .entrySet()
                .stream()
                .map(entry -> schemaManagement(entry.getKey(), entry.getValue().getProperties()))
                .toList();
    }

    private static SchemaManagement schemaManagement(String name, Map<String, Object> properties) {
        String setting = ACTIONS.stream()
                .filter(key -> properties.get(key) != null)
                .findFirst()
                .orElse(HIBERNATE_ACTION);
        Object action = properties.getOrDefault(setting, "none");
        return new SchemaManagement(name, setting, String.valueOf(action), dataSource(properties));
    }

    /** Returns the data source that {@code factory} works on, as far as its properties say. */
    static Optional<DataSource> dataSourceOf(EntityManagerFactory factory) {
        return dataSource(factory.getProperties());
    }

    private static Optional<DataSource> dataSource(Map<String, Object> properties) {
        return DATA_SOURCES.stream()
                .map(properties::get)
                .filter(DataSource.class::isInstance)
                .map(DataSource.class::cast)
                .findFirst();
    }
}
