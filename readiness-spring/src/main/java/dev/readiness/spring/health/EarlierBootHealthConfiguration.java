package dev.readiness.spring.health;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What monitored health needs of Spring Boot 3.5. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = EarlierBootHealth.MARKER)
class EarlierBootHealthConfiguration {

    @Bean("readinessHealthHost")
    HealthHost healthHost(ApplicationContext context) {
        return EarlierBootIndicators.of(context);
    }
}
