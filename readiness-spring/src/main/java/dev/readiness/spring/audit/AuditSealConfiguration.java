package dev.readiness.spring.audit;

import dev.readiness.audit.AuditKey;
import dev.readiness.audit.AuditReceipts;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditVerifier;
import dev.readiness.audit.CheckpointAnchor;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.Impact;
import dev.readiness.health.RatedCheck;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Seals the trail in the database, where {@code readiness.audit.seal.key} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "readiness.audit.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = {"readiness.audit.seal.key", "readiness.audit.store"})
@ConditionalOnSingleCandidate(DataSource.class)
class AuditSealConfiguration {

    @Bean("readinessAuditKey")
    @ConditionalOnMissingBean
    AuditKey auditKey(AuditSettings settings, Environment environment) {
        return settings.seal().key(environment);
    }

    @Bean("readinessAuditReceipts")
    @ConditionalOnMissingBean
    AuditReceipts auditReceipts(AuditSettings settings, AuditKey key) {
        return settings.seal().receipts(key);
    }

    @Bean("readinessAuditSealer")
    @ConditionalOnMissingBean
    AuditSealer auditSealer(
            DataSource dataSource,
            AuditKey key,
            AuditReceipts receipts,
            AuditSettings settings,
            ObjectProvider<CheckpointAnchor> anchors,
            ObjectProvider<InstantSource> clock) {
        List<CheckpointAnchor> all =
                settings.seal().anchors(anchors.orderedStream().toList());
        return AuditSealer.jdbc(
                dataSource,
                key,
                receipts,
                all,
                settings.seal().sealSettings(),
                clock.getIfUnique(InstantSource::system));
    }

    @Bean("readinessAuditVerifier")
    AuditVerifier auditVerifier(DataSource dataSource, AuditKey key) {
        return AuditVerifier.jdbc(dataSource, key);
    }

    /** One trail for all instances; one that is not sealed is repaired and sealed later. */
    @Bean
    @ConditionalOnMissingBean(name = "auditSealHealthCheck")
    HealthCheck auditSealHealthCheck(AuditSealer sealer, AuditSettings settings, ObjectProvider<InstantSource> clock) {
        HealthCheck check =
                new SealHealth(sealer, settings.seal().interval(), clock.getIfUnique(InstantSource::system));
        return new RatedCheck(check, Impact.DEGRADED, true);
    }

    @Bean("readinessAuditSealingLifecycle")
    SealingLifecycle auditSealingLifecycle(AuditSealer sealer, AuditSettings settings) {
        return new SealingLifecycle(sealer, settings.seal().interval());
    }
}
