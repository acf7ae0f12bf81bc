package dev.readiness.spring.migration;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.migration.MigrationRules;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the rules about schema and data. They look at beans when asked, never while the application starts. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "readiness.migration.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MigrationProperties.class)
public final class MigrationAutoConfiguration {

    MigrationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "schemaByHibernateRule")
    ReadinessRule schemaByHibernateRule(ApplicationContext context) {
        return MigrationRules.schemaByHibernate(new MigrationFacts(context)::schemaManagement);
    }

    @Bean
    @ConditionalOnMissingBean(name = "unversionedSchemaRule")
    ReadinessRule unversionedSchemaRule(ApplicationContext context) {
        return MigrationRules.unversioned(new MigrationFacts(context)::schemaVersioning);
    }

    @Bean
    @ConditionalOnMissingBean(name = "inMemoryDatabaseRule")
    ReadinessRule inMemoryDatabaseRule(ApplicationContext context) {
        return MigrationRules.inMemoryDatabase(new MigrationFacts(context)::dataSources);
    }

    @Bean
    @ConditionalOnMissingBean(name = "cleanReachableRule")
    ReadinessRule cleanReachableRule(ApplicationContext context) {
        return MigrationRules.cleanReachable(new MigrationFacts(context)::migrations);
    }

    @Bean
    @ConditionalOnMissingBean(name = "baselineOnMigrateRule")
    ReadinessRule baselineOnMigrateRule(ApplicationContext context) {
        return MigrationRules.baselineOnMigrate(new MigrationFacts(context)::migrations);
    }

    @Bean
    @ConditionalOnMissingBean(name = "scriptEveryStartRule")
    ReadinessRule scriptEveryStartRule(ApplicationContext context) {
        return MigrationRules.scriptEveryStart(
                new StartScripts(context)::run, new MigrationFacts(context)::dataSources);
    }

    @Bean
    @ConditionalOnMissingBean(name = "pendingUnsafeRule")
    ReadinessRule pendingUnsafeRule(ApplicationContext context) {
        return MigrationRules.pendingUnsafe(new MigrationFacts(context)::migrations);
    }

    @Bean
    @ConditionalOnMissingBean(name = "driftedSchemaRule")
    ReadinessRule driftedSchemaRule(ApplicationContext context) {
        return MigrationRules.drifted(new MigrationFacts(context)::migrations);
    }

    @Bean
    @ConditionalOnMissingBean(name = "sharedLoginNameRule")
    ReadinessRule sharedLoginNameRule(ApplicationContext context) {
        return new SharedLoginNameRule(context).rule();
    }
}
