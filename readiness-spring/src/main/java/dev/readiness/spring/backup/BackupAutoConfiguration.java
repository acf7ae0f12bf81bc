package dev.readiness.spring.backup;

import com.google.crypto.tink.StreamingAead;
import dev.readiness.backup.BackupSchedule;
import dev.readiness.backup.Backups;
import dev.readiness.backup.RestoreCheck;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Auto-configuration for backups, on once {@code readiness.backup.directory} is set. */
@AutoConfiguration(beforeName = "dev.readiness.spring.health.HealthContributorsAutoConfiguration")
@ConditionalOnProperty("readiness.backup.directory")
@EnableConfigurationProperties(BackupProperties.class)
public final class BackupAutoConfiguration {

    BackupAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass({"com.google.crypto.tink.StreamingAead"})
    static class WithoutTink {

        WithoutTink() {
            throw new BackupSettingsException(
                    List.of(
                            "'readiness.backup.directory' is set but Tink is missing; add the dependency com.google.crypto.tink:tink"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(StreamingAead.class)
    static class WithTink {

        @Bean
        @ConditionalOnMissingBean
        Backups readinessBackups(
                BackupProperties properties,
                ObjectProvider<DataSource> dataSources,
                ApplicationContext context,
                Map<String, RestoreCheck> checks) {
            Map<String, RestoreCheck> all = new LinkedHashMap<>(checks);
            properties.invariants().forEach((name, sql) -> all.put(name, RestoreCheck.noRows(name, sql)));
            if (ClassUtils.isPresent("org.flywaydb.core.Flyway", context.getClassLoader())) {
                all.putAll(FlywayRestoreChecks.of(context));
            }
            return BackupPlan.of(properties, dataSources.getIfUnique()).backups(all);
        }

        @Bean
        @ConditionalOnMissingBean
        BackupLifecycle readinessBackupLifecycle(Backups backups, BackupProperties properties) {
            Duration testEvery = properties.scratch().every();
            return new BackupLifecycle(() -> new BackupSchedule(
                    backups, properties.every(), backups.isTestable() ? Optional.of(testEvery) : Optional.empty()));
        }

        @Bean
        @ConditionalOnMissingBean(name = "backupHealthCheck")
        HealthCheck backupHealthCheck(Backups backups) {
            return () -> {
                List<String> problems = backups.problems();
                return problems.isEmpty() ? HealthResult.up() : HealthResult.degraded(String.join("; ", problems));
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class WithMeters {

        @Bean
        @ConditionalOnMissingBean
        BackupMeters readinessBackupMeters(Backups backups) {
            return new BackupMeters(backups::state, InstantSource.system());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class WithActuator {

        @Bean("readinessBackupsEndpoint")
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        BackupsEndpoint backupsEndpoint(Backups backups) {
            return new BackupsEndpoint(backups);
        }
    }
}
