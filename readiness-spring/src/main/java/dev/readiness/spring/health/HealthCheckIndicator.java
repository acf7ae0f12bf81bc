package dev.readiness.spring.health;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthChecks;
import dev.readiness.health.HealthResult;
import dev.readiness.health.HealthStatus;
import dev.readiness.health.Probe;
import java.util.Objects;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A health check in the form of Spring Boot 4. It goes through {@link HealthChecks}, which contains what the check throws. */
final class HealthCheckIndicator implements HealthIndicator {

    private final String name;
    private final HealthChecks checks;

    HealthCheckIndicator(String name, HealthCheck check) {
        this.name = name;
        this.checks = HealthChecks.builder().readiness(name, check).build();
    }

    @Override
    public Health health() {
        HealthResult result =
                Objects.requireNonNull(checks.report(Probe.READINESS).results().get(name));
        Health.Builder health = result.status() == HealthStatus.UP ? Health.up() : Health.down();
        return health.withDetails(result.details()).build();
    }
}
