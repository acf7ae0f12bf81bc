package dev.readiness.spring.health;

import dev.readiness.health.HealthCheck;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Auto-configuration that hands {@link HealthCheck} beans to the health endpoint of Spring Boot 4. */
@AutoConfiguration(
        afterName = "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration")
@ConditionalOnClass(HealthContributorRegistry.class)
@ConditionalOnBean({HealthContributorRegistry.class, HealthCheck.class})
@ConditionalOnBooleanProperty(name = "readiness.health.enabled", matchIfMissing = true)
public final class HealthContributorsAutoConfiguration {

    HealthContributorsAutoConfiguration() {}

    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean
    HealthCheckRegistrar healthCheckRegistrar(HealthContributorRegistry registry, Map<String, HealthCheck> checks) {
        return new HealthCheckRegistrar(registry, checks);
    }
}
