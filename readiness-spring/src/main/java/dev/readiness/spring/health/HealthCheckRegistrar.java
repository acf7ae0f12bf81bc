package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * Registers health checks under the names of their beans, {@code smsHealthCheck} as {@code sms}, and has Spring Boot's own
 * indicators read the monitor.
 *
 * <p>It does so when it is made: when all singletons are there, Spring Boot refuses groups that name an unknown check.
 */
final class HealthCheckRegistrar {

    private static final String SUFFIX = "HealthCheck";

    HealthCheckRegistrar(HealthContributorRegistry registry, HealthPlan plan, HealthMonitor monitor) {
        BootIndicators.replace(registry, plan, monitor);
        // Those of the monitor and not of the plan: an application may bring a monitor of its own.
        monitor.states().keySet().forEach(name -> {
            if (plan.indicator(name) == null) {
                registry.registerContributor(name, new MonitoredIndicator(name, monitor, null));
            }
        });
    }

    static String nameOf(String bean) {
        return bean.endsWith(SUFFIX) && !bean.equals(SUFFIX)
                ? bean.substring(0, bean.length() - SUFFIX.length())
                : bean;
    }
}
