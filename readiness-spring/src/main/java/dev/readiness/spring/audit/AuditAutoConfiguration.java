package dev.readiness.spring.audit;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.audit.AuditRules;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for the {@link AuditTrail}.
 *
 * <p>It comes after the transactions, so that its inner advice lies within theirs, and before Actuator's own audit, which
 * looks for a repository.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
            "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration",
            "org.springframework.boot.autoconfigure.aop.AopAutoConfiguration",
            "dev.readiness.spring.encryption.EncryptionAutoConfiguration"
        },
        beforeName = {
            "org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration",
            "dev.readiness.spring.health.HealthContributorsAutoConfiguration"
        })
@EnableConfigurationProperties(AuditProperties.class)
@Import({
    AuditStoreConfiguration.class,
    SubjectKeysConfiguration.class,
    AuditTrailConfiguration.class,
    AuditSealConfiguration.class,
    SealMetersConfiguration.class,
    AuditMetersConfiguration.class,
    AuditSealRulesConfiguration.class,
    AuditRetentionConfiguration.class,
    SubjectErasureConfiguration.class,
    AuditAdviceConfiguration.class,
    SecurityEventsConfiguration.class,
    RefusalConfiguration.class,
    SecretAccessConfiguration.class,
    ActuatorAuditConfiguration.class,
    AuditCoverageConfiguration.class
})
public final class AuditAutoConfiguration {

    AuditAutoConfiguration() {}

    @Bean("readinessAuditSettings")
    @ConditionalOnBooleanProperty(name = "readiness.audit.enabled", matchIfMissing = true)
    AuditSettings auditSettings(AuditProperties properties, ObjectProvider<DataSource> dataSource) {
        return AuditSettings.of(properties, dataSource.getIfUnique() != null);
    }

    @Bean("readinessAuditStoreNotDurableRule")
    ReadinessRule auditStoreNotDurableRule(ObjectProvider<AuditStore> store) {
        return AuditRules.storeNotDurable(() -> Optional.ofNullable(store.getIfAvailable()));
    }
}
