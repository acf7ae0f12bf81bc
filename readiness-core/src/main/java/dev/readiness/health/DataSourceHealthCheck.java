package dev.readiness.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/** Has the driver validate a connection. */
final class DataSourceHealthCheck implements OutsideCheck {

    private final DataSource dataSource;
    private final int timeoutSeconds;

    DataSourceHealthCheck(DataSource dataSource, Duration timeout) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
            // To a driver, 0 means no limit.
            throw new IllegalArgumentException("'timeout' must be at least PT1S but is " + timeout);
        }
        this.timeoutSeconds = Math.toIntExact(timeout.toSeconds());
    }

    @Override
    public HealthResult check() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(timeoutSeconds)
                    ? HealthResult.up()
                    : HealthResult.down("no valid connection within " + timeoutSeconds + "s");
        }
    }
}
