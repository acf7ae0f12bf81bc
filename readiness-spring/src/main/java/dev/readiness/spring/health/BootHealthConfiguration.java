package dev.readiness.spring.health;

import dev.readiness.health.Drain;
import dev.readiness.health.HealthMonitor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What monitored health needs of Spring Boot 4. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthContributorRegistry.class)
class BootHealthConfiguration {

    @Bean("readinessHealthHost")
    HealthHost healthHost(HealthContributorRegistry registry) {
        return new BootIndicators(registry);
    }

    @Bean("readinessHealthDrainLifecycle")
    @Lazy(false)
    @ConditionalOnBooleanProperty("readiness.health.drain.enabled")
    DrainLifecycle healthDrainLifecycle(
            HealthMonitor monitor, HealthProperties properties, ApplicationContext context) {
        HealthProperties.Drain drain = properties.drain();
        return DrainLifecycle.of(Drain.of(monitor, drain.delay(), drain.probes()), context);
    }

    @Bean
    static HealthGroupsPostProcessor readinessHealthGroups(ObjectProvider<HealthMonitor> monitor) {
        return new HealthGroupsPostProcessor(monitor);
    }
}
