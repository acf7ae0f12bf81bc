package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitStore;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the actuator endpoint {@code ratelimits}, where Actuator's own settings expose it. */
@AutoConfiguration(after = RateLimitAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(RateLimitsEndpoint.class)
@ConditionalOnBean(RateLimitReload.class)
public final class RateLimitsEndpointAutoConfiguration {

    RateLimitsEndpointAutoConfiguration() {}

    @Bean("readinessRateLimitsEndpoint")
    @ConditionalOnMissingBean
    RateLimitsEndpoint rateLimitsEndpoint(
            InboundRateLimits limits, RateLimitStore store, RateLimitSettings settings, RateLimitReload reload) {
        return new RateLimitsEndpoint(limits, store, settings.filters().observations(), reload);
    }
}
