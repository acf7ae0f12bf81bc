package dev.readiness.spring.audit;

import dev.readiness.audit.AuditSealer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters of the sealing, where there are meters. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(AuditSealer.class)
class SealMetersConfiguration {

    @Bean("readinessAuditSealMeters")
    SealMeters auditSealMeters(AuditSealer sealer) {
        return new SealMeters(sealer);
    }
}
