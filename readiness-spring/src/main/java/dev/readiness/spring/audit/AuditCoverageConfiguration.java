package dev.readiness.spring.audit;

import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.audit.AuditRules;
import dev.readiness.spring.assessment.EndpointHandlers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.HandlerMethod;

/** Tells the report which endpoints leave a record, whether or not there is a store. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HandlerMethod.class)
class AuditCoverageConfiguration {

    private static final int AFTER_RATE_LIMIT = 40;

    @Bean("readinessAuditCoverage")
    AuditCoverage auditCoverage(ConfigurableListableBeanFactory beans, ObjectProvider<EndpointHandlers> handlers) {
        return new AuditCoverage(beans, handlers);
    }

    @Bean("readinessAuditWriteUnrecordedRule")
    ReadinessRule auditWriteUnrecordedRule(AuditCoverage coverage) {
        return AuditRules.writeUnrecorded(coverage::at);
    }

    @Bean("readinessAuditInspector")
    @Order(AFTER_RATE_LIMIT)
    EndpointInspector auditInspector(AuditCoverage coverage) {
        return AuditRules.inspector(coverage::at);
    }
}
