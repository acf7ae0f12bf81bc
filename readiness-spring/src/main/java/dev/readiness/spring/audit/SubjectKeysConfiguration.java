package dev.readiness.spring.audit;

import dev.readiness.audit.SubjectKeys;
import dev.readiness.encryption.SubjectCipher;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the audit trail seal with the subject keys of the application, where it has some. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "readiness.audit.enabled", matchIfMissing = true)
@ConditionalOnBean(SubjectCipher.class)
class SubjectKeysConfiguration {

    @Bean("readinessAuditSubjectKeys")
    @ConditionalOnMissingBean
    SubjectKeys auditSubjectKeys(SubjectCipher cipher) {
        return new SubjectCipherKeys(cipher);
    }
}
