package dev.readiness.spring.audit;

import dev.readiness.audit.FieldProtection;
import dev.readiness.audit.SubjectKeys;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.SubjectCipher;
import dev.readiness.encryption.SubjectKeyStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Lets the audit trail seal with the subject keys of the application, or with keys of its own in the application's database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "readiness.audit.enabled", matchIfMissing = true)
class SubjectKeysConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(SubjectCipher.class)
    static class OfTheApplication {

        @Bean("readinessAuditSubjectKeys")
        @ConditionalOnMissingBean
        SubjectKeys auditSubjectKeys(SubjectCipher cipher) {
            return new SubjectCipherKeys(cipher);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(FieldCipher.class)
    @ConditionalOnSingleCandidate(DataSource.class)
    @ConditionalOnMissingBean({SubjectCipher.class, SubjectKeys.class})
    @Conditional(OnSealedPart.class)
    static class OfTheTrail {

        @Bean("readinessAuditOwnSubjectKeys")
        SubjectKeys auditOwnSubjectKeys(FieldCipher cipher, DataSource dataSource) {
            return new SubjectCipherKeys(new SubjectCipher(cipher, SubjectKeyStore.jdbc(dataSource)));
        }

        @Bean("readinessAuditSubjectKeyTableStarter")
        AuditTableStarter auditSubjectKeyTableStarter(DataSource dataSource, AuditSettings settings) {
            return new AuditTableStarter(
                    "readiness_subject_key",
                    () -> SubjectKeyStore.tableExists(dataSource),
                    () -> SubjectKeyStore.createTableIfAbsent(dataSource),
                    SubjectKeyStore.ddl(),
                    settings.createTable());
        }
    }

    /** Nobody gets a table of keys who seals nothing. */
    static final class OnSealedPart extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean sealed = Binder.get(context.getEnvironment())
                    .bind("readiness.audit.personal-data", Bindable.mapOf(String.class, FieldProtection.class))
                    .map(parts -> parts.containsValue(FieldProtection.SEALED))
                    .orElse(false);
            return new ConditionOutcome(
                    sealed,
                    ConditionMessage.forCondition("Sealed parts")
                            .because((sealed ? "a" : "no") + " part of audit records is sealed"));
        }
    }
}
