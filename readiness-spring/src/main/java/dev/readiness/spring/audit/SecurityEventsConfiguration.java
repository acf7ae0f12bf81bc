package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;

/** Records what Spring Security tells of logins and refusals. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({AuthorizationDeniedEvent.class, HttpServletRequest.class})
@ConditionalOnBean(AuditTrail.class)
class SecurityEventsConfiguration {

    @Bean("readinessAuditLoginRecorder")
    LoginRecorder auditLoginRecorder(AuditTrail trail, CurrentCall call) {
        return new LoginRecorder(new RefusalSafeTrail(trail), call);
    }

    @Bean("readinessAuditDenialRecorder")
    DenialRecorder auditDenialRecorder(AuditTrail trail, CurrentCall call) {
        return new DenialRecorder(new RefusalSafeTrail(trail), call);
    }
}
