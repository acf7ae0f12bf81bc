package dev.readiness.spring.health;

import dev.readiness.health.HealthCheck;
import java.util.Map;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * Registers health checks under the names of their beans, {@code smsHealthCheck} as {@code sms}.
 *
 * <p>It does so when it is made: when all singletons are there, Spring Boot refuses groups that name an unknown check.
 */
final class HealthCheckRegistrar {

    private static final String SUFFIX = "HealthCheck";

    HealthCheckRegistrar(HealthContributorRegistry registry, Map<String, HealthCheck> checks) {
        checks.forEach((bean, check) -> {
            String name = nameOf(bean);
            registry.registerContributor(name, new HealthCheckIndicator(name, check));
        });
    }

    private static String nameOf(String bean) {
        return bean.endsWith(SUFFIX) && !bean.equals(SUFFIX)
                ? bean.substring(0, bean.length() - SUFFIX.length())
                : bean;
    }
}
