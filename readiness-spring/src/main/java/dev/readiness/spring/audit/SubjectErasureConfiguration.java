package dev.readiness.spring.audit;

import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.SubjectErasure;
import dev.readiness.audit.SubjectKeys;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Erases subjects, where {@code readiness.audit.erasure-ledger} says where that is remembered. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(AuditTrail.class)
@ConditionalOnProperty("readiness.audit.erasure-ledger")
class SubjectErasureConfiguration {

    @Bean("readinessAuditMissingSubjectKeys")
    @ConditionalOnMissingBean
    SubjectKeys auditMissingSubjectKeys() {
        throw new AuditSettingsException(
                List.of(
                        "'readiness.audit.erasure-ledger' is set, but no part of a record is sealed, so there is nothing to erase"),
                List.of("Write for example readiness.audit.personal-data.reason=sealed, or remove"
                        + " readiness.audit.erasure-ledger"));
    }

    @Bean("readinessAuditErasureLedger")
    ErasureLedger auditErasureLedger(AuditSettings settings) {
        return new ErasureLedger(AuditStore.file(settings.erasureLedger()));
    }

    @Bean("readinessAuditSubjectErasure")
    @ConditionalOnMissingBean
    SubjectErasure auditSubjectErasure(AuditTrail trail, SubjectKeys keys, ErasureLedger ledger) {
        return new SubjectErasure(trail, keys, ledger.file());
    }

    @Bean("readinessAuditErasureLifecycle")
    ErasureLifecycle auditErasureLifecycle(SubjectErasure erasure) {
        return new ErasureLifecycle(erasure);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class Actuator {

        @Bean("readinessAuditErasureEndpoint")
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint(endpoint = AuditErasureEndpoint.class)
        AuditErasureEndpoint auditErasureEndpoint(SubjectErasure erasure, CurrentCall call) {
            return new AuditErasureEndpoint(erasure, call);
        }
    }
}
