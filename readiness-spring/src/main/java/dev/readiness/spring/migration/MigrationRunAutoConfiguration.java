package dev.readiness.spring.migration;

import dev.readiness.migration.MigratorSettings;
import dev.readiness.migration.PreflightSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Auto-configuration for running Spring Boot's Flyway by one process at a time. A strategy of the application comes first. */
@AutoConfiguration(beforeName = {MigrationStrategy.FLYWAY_4, MigrationStrategy.FLYWAY_3})
@ConditionalOnBooleanProperty("readiness.migration.run.enabled")
@EnableConfigurationProperties(MigrationProperties.class)
@Import(MigrationStrategy.class)
@ConditionalOnMissingBean(type = {MigrationStrategy.TYPE_4, MigrationStrategy.TYPE_3})
public final class MigrationRunAutoConfiguration {

    MigrationRunAutoConfiguration() {}

    @Bean("readinessMigratorSettings")
    @ConditionalOnMissingBean
    MigratorSettings migratorSettings(MigrationProperties properties) {
        MigrationProperties.Run run = properties.run();
        return new MigratorSettings(run.lockTimeout(), run.retryFor(), run.waitAtMost());
    }

    @Bean("readinessPreflightSettings")
    @ConditionalOnBooleanProperty("readiness.migration.preflight.enabled")
    @ConditionalOnMissingBean
    PreflightSettings preflightSettings(MigrationProperties properties) {
        MigrationProperties.Preflight preflight = properties.preflight();
        return new PreflightSettings(preflight.policy(), preflight.mostQuarantined(), preflight.batch());
    }

    @Bean("readinessKeptNeeds")
    @ConditionalOnBooleanProperty("readiness.migration.run.keep-released")
    @ConditionalOnClass(name = "jakarta.persistence.EntityManagerFactory")
    @ConditionalOnMissingBean
    KeptNeeds keptNeeds() {
        return new KeptNeeds();
    }
}
