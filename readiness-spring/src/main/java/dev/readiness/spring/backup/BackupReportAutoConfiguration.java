package dev.readiness.spring.backup;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.backup.BackupRules;
import dev.readiness.backup.Backups;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for what the report says of backups. Beans are looked at when asked, never while the application starts. */
@AutoConfiguration
public final class BackupReportAutoConfiguration {

    BackupReportAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "backupMissingRule")
    ReadinessRule backupMissingRule(ApplicationContext context) {
        return BackupRules.missing(() -> backups(context), () -> hasData(context));
    }

    @Bean
    @ConditionalOnMissingBean(name = "backupTooOldRule")
    ReadinessRule backupTooOldRule(ApplicationContext context) {
        return BackupRules.tooOld(() -> backups(context));
    }

    @Bean
    @ConditionalOnMissingBean(name = "backupNeverRestoredRule")
    ReadinessRule backupNeverRestoredRule(ApplicationContext context) {
        return BackupRules.neverRestored(() -> backups(context), () -> hasData(context));
    }

    private static Optional<Backups> backups(ApplicationContext context) {
        return context.getBeanProvider(Backups.class).orderedStream().findFirst();
    }

    private static boolean hasData(ApplicationContext context) {
        return context.getBeanNamesForType(DataSource.class, false, false).length > 0;
    }
}
