package dev.readiness.spring.ratelimit;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.Impact;
import dev.readiness.health.RatedCheck;
import dev.readiness.ratelimit.RateLimitStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks whether the store that instances share answers. Imported where there is one. */
@Configuration(proxyBeanMethods = false)
class StoreHealthConfiguration {

    /** Without the store, limits are counted by each instance alone, or do what on-store-failure says. */
    @Bean
    @ConditionalOnMissingBean(name = "rateLimitStoreHealthCheck")
    HealthCheck rateLimitStoreHealthCheck(RateLimitStore store) {
        return new RatedCheck(new RateLimitStoreHealth(store), Impact.DEGRADED, true);
    }
}
