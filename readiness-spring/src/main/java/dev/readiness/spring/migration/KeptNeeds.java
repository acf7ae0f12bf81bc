package dev.readiness.spring.migration;

import dev.readiness.migration.ReleasedNeeds;
import dev.readiness.migration.SafeMigrationException;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;

/** Keeps what the entities of this release need in the database, once it has started well. */
final class KeptNeeds implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOGGER = LoggerFactory.getLogger(KeptNeeds.class);

    private static final String HIBERNATE = "org.hibernate.engine.spi.SessionFactoryImplementor";

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        var context = event.getApplicationContext();
        DataSource dataSource = context.getBeanProvider(DataSource.class).getIfUnique();
        if (dataSource == null || !ClassUtils.isPresent(HIBERNATE, context.getClassLoader())) {
            return;
        }
        Set<String> columns = new TreeSet<>();
        Map<String, EntityManagerFactory> factories =
                BeanFactoryUtils.beansOfTypeIncludingAncestors(context, EntityManagerFactory.class, false, false);
        factories.values().forEach(factory -> columns.addAll(EntityColumns.of(factory)));
        try {
            ReleasedNeeds.of(dataSource).keep(columns);
        } catch (SQLException | SafeMigrationException ex) {
            LOGGER.warn("What this release needs of the schema was not kept: {}", ex.getMessage());
        }
    }
}
