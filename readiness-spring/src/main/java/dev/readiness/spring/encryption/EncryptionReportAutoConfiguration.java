package dev.readiness.spring.encryption;

import dev.readiness.spring.assessment.AssessmentAutoConfiguration;
import dev.readiness.spring.assessment.HardeningReport;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration for what the hardening report says of data at rest and on its way. */
@AutoConfiguration(after = AssessmentAutoConfiguration.class)
@ConditionalOnBean(HardeningReport.class)
public final class EncryptionReportAutoConfiguration {

    EncryptionReportAutoConfiguration() {}

    @Bean
    PlainConnectionRule readinessPlainConnectionRule(ApplicationContext context) {
        return new PlainConnectionRule(new OutgoingConnections(context)::find);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(EntityManagerFactory.class)
    static class WithJpa {

        @Bean
        PersonalColumnRule readinessPersonalColumnRule(ObjectProvider<EntityManagerFactory> factories) {
            return new PersonalColumnRule(() -> factories.orderedStream().toList());
        }
    }
}
