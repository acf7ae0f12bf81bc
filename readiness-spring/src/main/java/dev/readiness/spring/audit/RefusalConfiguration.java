package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTrail;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Records what rate limits refuse. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(AuditTrail.class)
class RefusalConfiguration {

    @Bean("readinessAuditRefusalRecorder")
    RefusalRecorder auditRefusalRecorder(AuditTrail trail, CurrentCall call) {
        return new RefusalRecorder(new RefusalSafeTrail(trail), call, System::nanoTime);
    }
}
