package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTrail;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters of the recording, where there are meters. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(AuditTrail.class)
class AuditMetersConfiguration {

    @Bean("readinessAuditTrailMeters")
    AuditTrailMeters auditTrailMeters(AuditTrail trail) {
        return new AuditTrailMeters(trail);
    }
}
