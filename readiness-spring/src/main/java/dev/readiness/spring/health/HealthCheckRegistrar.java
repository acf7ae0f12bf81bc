package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;

/**
 * Registers health checks under the names of their beans, {@code smsHealthCheck} as {@code sms}, and has Spring Boot's own
 * indicators read the monitor.
 *
 * <p>It does so when it is made: when all singletons are there, Spring Boot refuses groups that name an unknown check.
 */
final class HealthCheckRegistrar {

    private static final String SUFFIX = "HealthCheck";

    HealthCheckRegistrar(HealthHost host, HealthPlan plan, HealthMonitor monitor) {
        host.replaceIndicators(plan, monitor);
        // Those of the monitor and not of the plan: an application may bring a monitor of its own.
        monitor.states().keySet().forEach(name -> {
            if (plan.indicator(name) == null) {
                host.add(name, monitor);
            }
        });
    }

    static String nameOf(String bean) {
        return bean.endsWith(SUFFIX) && !bean.equals(SUFFIX)
                ? bean.substring(0, bean.length() - SUFFIX.length())
                : bean;
    }
}
