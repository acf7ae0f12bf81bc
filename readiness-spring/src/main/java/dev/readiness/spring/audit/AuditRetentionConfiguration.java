package dev.readiness.spring.audit;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.audit.AuditRetention;
import dev.readiness.audit.AuditRetentionRules;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long records are kept. */
@Configuration(proxyBeanMethods = false)
class AuditRetentionConfiguration {

    @Bean("readinessAuditRetentionOverdueRule")
    ReadinessRule auditRetentionOverdueRule(
            ObjectProvider<AuditStore> store, ObjectProvider<AuditRetention> retention) {
        return AuditRetentionRules.overdue(
                () -> Optional.ofNullable(store.getIfAvailable()),
                () -> Optional.ofNullable(retention.getIfAvailable()));
    }

    /** Removes what is too old, where {@code readiness.audit.retention} says what that is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean({AuditSealer.class, AuditTrail.class})
    @ConditionalOnProperty("readiness.audit.retention")
    static class Scheduled {

        @Bean("readinessAuditRetention")
        @ConditionalOnMissingBean
        AuditRetention auditRetention(
                DataSource dataSource,
                AuditTrail trail,
                AuditSealer sealer,
                AuditSettings settings,
                ObjectProvider<InstantSource> clock) {
            return settings.retention(dataSource, trail, sealer, clock.getIfUnique(InstantSource::system));
        }

        @Bean("readinessAuditRetentionLifecycle")
        RetentionLifecycle auditRetentionLifecycle(AuditRetention retention, AuditSettings settings) {
            return new RetentionLifecycle(retention, settings.retentionEvery());
        }
    }
}
