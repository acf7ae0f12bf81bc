package dev.readiness.spring.assessment;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the actuator endpoint {@code hardening}, where Actuator's own settings expose it. */
@AutoConfiguration(after = AssessmentAutoConfiguration.class)
@ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(HardeningEndpoint.class)
@ConditionalOnBean(HardeningReport.class)
public final class HardeningEndpointAutoConfiguration {

    HardeningEndpointAutoConfiguration() {}

    @Bean("readinessHardeningEndpoint")
    @ConditionalOnMissingBean
    HardeningEndpoint hardeningEndpoint(HardeningReport report) {
        return new HardeningEndpoint(report);
    }
}
