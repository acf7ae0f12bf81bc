package dev.readiness.spring.migration;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.Impact;
import dev.readiness.health.RatedCheck;
import dev.readiness.migration.MigrationRules;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the rules about schema and data. They look at beans when asked, never while the application starts. */
@AutoConfiguration(beforeName = "dev.readiness.spring.health.HealthContributorsAutoConfiguration")
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

    /** All instances share the schema, and one that is behind may still serve most requests. */
    @Bean
    @ConditionalOnClass(name = "org.flywaydb.core.Flyway")
    @ConditionalOnBooleanProperty("readiness.health.monitor")
    @ConditionalOnMissingBean(name = "migrationsHealthCheck")
    HealthCheck migrationsHealthCheck(ApplicationContext context, ObjectProvider<InstantSource> clock) {
        HealthCheck check = new MigrationHealth(new MigrationFacts(context)::migrations);
        // Flyway reads all scripts and the whole history, and logs, for an answer that hardly ever changes after the
        // start.
        return new RatedCheck(
                HealthCheck.atMostEvery(Duration.ofMinutes(10), check, clock.getIfUnique(InstantSource::system)),
                Impact.DEGRADED,
                true);
    }

    @Bean
    ReadinessRule readinessInexactMoneyRule(ApplicationContext context) {
        return new InexactMoneyRule(context).rule();
    }

    @Bean
    @ConditionalOnMissingBean(name = "sharedLoginNameRule")
    ReadinessRule sharedLoginNameRule(ApplicationContext context) {
        return new SharedLoginNameRule(context).rule();
    }
}
