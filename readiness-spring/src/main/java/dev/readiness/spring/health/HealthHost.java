package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;

/** What Spring Boot's health is asked and told, whose types moved between 3.5 and 4. */
interface HealthHost {

    /**
     * Adds Spring Boot's own indicators to {@code plan}, but for those that only say what the application has said. A part of
     * a composite is named by its path, for example {@code db/orders}.
     */
    void addIndicators(HealthPlan plan);

    /** Puts what reads {@code monitor} in the place of each indicator that the monitor runs. */
    void replaceIndicators(HealthPlan plan, HealthMonitor monitor);

    /** Adds what reads {@code monitor} under {@code name}. */
    void add(String name, HealthMonitor monitor);
}
