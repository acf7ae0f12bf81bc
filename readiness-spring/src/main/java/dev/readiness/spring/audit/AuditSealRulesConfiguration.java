package dev.readiness.spring.audit;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.audit.AuditCanary;
import dev.readiness.audit.AuditKey;
import dev.readiness.audit.AuditSealRules;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.CheckpointAnchor;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** The rules about sealing. Without an audit store they have nothing to look at, and ask the database nothing. */
@Configuration(proxyBeanMethods = false)
class AuditSealRulesConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean("readinessAuditTrailUnsealedRule")
    ReadinessRule auditTrailUnsealedRule(ObjectProvider<AuditStore> store, ObjectProvider<AuditCanary> canary) {
        return AuditSealRules.trailUnsealed(
                () -> Optional.ofNullable(store.getIfAvailable()), () -> Optional.ofNullable(canary.getIfAvailable()));
    }

    @Bean("readinessAuditAnchorMissingRule")
    ReadinessRule auditAnchorMissingRule(
            ObjectProvider<AuditSealer> sealer,
            ObjectProvider<AuditSettings> settings,
            ObjectProvider<CheckpointAnchor> anchors) {
        return AuditSealRules.anchorMissing(() -> Optional.ofNullable(sealer.getIfAvailable())
                .map(working -> new AuditSealRules.Sealing(
                        settings.getObject()
                                .seal()
                                .anchors(anchors.orderedStream().toList()),
                        working::state)));
    }

    @Bean("readinessAuditTrailWritableRule")
    ReadinessRule auditTrailWritableRule(TrailDatabase database) {
        return AuditSealRules.trailWritable(database::get);
    }

    @Bean("readinessAuditCommitUnforcedRule")
    ReadinessRule auditCommitUnforcedRule(TrailDatabase database) {
        return AuditSealRules.commitUnforced(database::get);
    }

    @Bean("readinessAuditKeyBesideDataRule")
    ReadinessRule auditKeyBesideDataRule(ObjectProvider<AuditSealer> sealer, ConfigurableEnvironment environment) {
        return AuditSealRules.keyBesideData(() ->
                Optional.ofNullable(sealer.getIfAvailable()).flatMap(working -> new SealKeyPlace(environment).find()));
    }

    @Bean("readinessAuditTrailDatabase")
    TrailDatabase auditTrailDatabase(ObjectProvider<AuditStore> store, ObjectProvider<DataSource> dataSource) {
        return new TrailDatabase(store, dataSource);
    }

    /** Needs what only a sealed trail has. */
    @Configuration(proxyBeanMethods = false)
    @org.springframework.boot.autoconfigure.condition.ConditionalOnBean({AuditSealer.class, AuditTrail.class})
    static class Canary {

        @Bean("readinessAuditCanary")
        AuditCanary auditCanary(DataSource dataSource, AuditTrail trail, AuditSealer sealer, AuditKey key) {
            return new AuditCanary(dataSource, trail, sealer, key.verifier(), PATIENCE);
        }
    }
}
