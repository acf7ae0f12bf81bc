package dev.readiness.health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each change to the log, so that it is there even where nobody is told. */
final class HealthLog implements HealthListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(HealthMonitor.class);

    @Override
    public void changed(HealthChange change) {
        CheckState check = change.after();
        if (check.status() == HealthStatus.UP) {
            // That a check is up for the first time is what everybody expects.
            if (change.before().status() != HealthStatus.UNKNOWN) {
                LOGGER.info("Health check '{}' is UP again", check.name());
            }
            return;
        }
        HealthResult latest = check.latest();
        LOGGER.warn(
                "Health check '{}' is {} after {} failures in a row: {}",
                check.name(),
                check.status(),
                check.failures(),
                latest == null ? "" : latest.details());
    }
}
