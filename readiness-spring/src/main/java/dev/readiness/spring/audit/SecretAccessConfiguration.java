package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTrail;
import dev.readiness.secrets.SecretAccess;
import dev.readiness.secrets.SecretAccessListener;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Records which secret is read, and which changes, where {@code readiness.secrets.audit} wants it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(AuditTrail.class)
@ConditionalOnBooleanProperty(name = "readiness.secrets.audit")
class SecretAccessConfiguration {

    /** A trail that is out of order does not keep the application from its secrets: it says so in the log. */
    @Bean("readinessAuditSecretAccess")
    SecretAccessListener auditSecretAccess(AuditTrail trail, CurrentCall call) {
        RefusalSafeTrail safe = new RefusalSafeTrail(trail);
        return (name, source, access) ->
                safe.record(call.entry(access == SecretAccess.CHANGED ? "secret.change" : "secret.read")
                        .target("secret", name)
                        .detail("source", source)
                        .build());
    }
}
