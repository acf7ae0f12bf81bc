package dev.readiness.health;

import java.time.Duration;
import javax.sql.DataSource;

/**
 * Looks whether one thing that the application needs is working.
 *
 * <p>A check returns soon and changes nothing. {@link HealthMonitor} runs it by one thread at a time. It may throw: that is
 * reported as {@link HealthStatus#DOWN}. Details may be shown to operators, so they never hold a secret.
 */
@FunctionalInterface
public interface HealthCheck {

    /**
     * Returns how it is now.
     *
     * @throws Exception if that could not be found out
     */
    HealthResult check() throws Exception;

    /**
     * Returns a check that borrows a connection from {@code dataSource} and has the driver validate it.
     *
     * @param timeout how long the database may take to answer, in whole seconds. How long borrowing may take is the
     *     connection pool's own setting
     */
    static HealthCheck dataSource(DataSource dataSource, Duration timeout) {
        return new DataSourceHealthCheck(dataSource, timeout);
    }
}
