package dev.readiness.spring.migration;

import dev.readiness.backup.Backups;
import dev.readiness.health.EarlyProbes;
import dev.readiness.migration.MigratorSettings;
import dev.readiness.migration.PreflightSettings;
import dev.readiness.migration.ReleasedNeeds;
import dev.readiness.migration.SafeMigrationException;
import dev.readiness.migration.SafeMigrator;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Registers Spring Boot's {@code FlywayMigrationStrategy} as a proxy, because that interface has moved between 3.5 and 4 and this
 * library is compiled against neither place.
 */
final class MigrationStrategy implements ImportBeanDefinitionRegistrar, BeanFactoryAware, EnvironmentAware {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationStrategy.class);

    private static final String PACKAGE_4 = "org.springframework.boot.flyway.autoconfigure.";
    private static final String PACKAGE_3 = "org.springframework.boot.autoconfigure.flyway.";

    static final String TYPE_4 = PACKAGE_4 + "FlywayMigrationStrategy";
    static final String TYPE_3 = PACKAGE_3 + "FlywayMigrationStrategy";
    static final String FLYWAY_4 = PACKAGE_4 + "FlywayAutoConfiguration";
    static final String FLYWAY_3 = PACKAGE_3 + "FlywayAutoConfiguration";

    private static final List<String> SCHEMA_ACTIONS = List.of(
            "spring.jpa.hibernate.ddl-auto",
            "spring.jpa.properties.hibernate.hbm2ddl.auto",
            "spring.jpa.properties.jakarta.persistence.schema-generation.database.action");

    private @Nullable BeanFactory beans;
    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = beanFactory;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata configuration, BeanDefinitionRegistry registry) {
        ClassLoader loader = MigrationStrategy.class.getClassLoader();
        Class<?> type = Stream.of(TYPE_4, TYPE_3)
                .filter(name -> ClassUtils.isPresent(name, loader))
                .findFirst()
                .map(name -> ClassUtils.resolveClassName(name, loader))
                .orElseThrow(NothingMigratesException::new);
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(type);
        definition.setBeanClass(type);
        definition.setInstanceSupplier(() -> Proxy.newProxyInstance(loader, new Class<?>[] {type}, migrating()));
        registry.registerBeanDefinition("readinessMigrationStrategy", definition);
    }

    private InvocationHandler migrating() {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "migrate" -> {
                migrate((Flyway) Objects.requireNonNull(arguments[0]));
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "one migrator at a time";
        };
    }

    /** What Hibernate changes beside Flyway, no script repeats anywhere else. */
    private void refuseSecondAuthor() {
        for (String name : SCHEMA_ACTIONS) {
            String action = Objects.requireNonNull(environment).getProperty(name, "none");
            if (!Set.of("none", "validate", "").contains(action.toLowerCase(Locale.ROOT))) {
                throw new SafeMigrationException(name + "=" + action
                        + " lets Hibernate change the schema beside Flyway. Set spring.jpa.hibernate.ddl-auto=validate, and"
                        + " write what it would have changed as a migration; nothing was migrated.");
            }
        }
    }

    private void migrate(Flyway flyway) {
        refuseSecondAuthor();
        BeanFactory factory = Objects.requireNonNull(beans);
        SafeMigrator migrator = SafeMigrator.of(flyway).with(factory.getBean(MigratorSettings.class));
        PreflightSettings preflight =
                factory.getBeanProvider(PreflightSettings.class).getIfAvailable();
        if (preflight != null) {
            migrator = migrator.with(preflight);
        }
        MigrationProperties.Run run = factory.getBean(MigrationProperties.class).run();
        if (run.drift() != null) {
            migrator = migrator.watchingDrift(run.drift());
        }
        if (run.keepReleased()) {
            migrator =
                    migrator.keeping(ReleasedNeeds.of(flyway.getConfiguration().getDataSource()));
        }
        Backups backups = run.backup() ? factory.getBeanProvider(Backups.class).getIfAvailable() : null;
        if (backups != null) {
            migrator = migrator.backingUp(losses ->
                    LOG.info("Backed up to {}, because migrations take something away: {}", backups.run(), losses));
        }
        EarlyProbes probes = factory.getBeanProvider(EarlyProbes.class).getIfAvailable();
        if (probes != null) {
            migrator = migrator.telling(progress -> probes.say(progress.text()));
        }
        migrator.migrate();
    }
}
