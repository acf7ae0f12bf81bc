package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.AuditTrailState;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Says for a while that records were dropped. The application stays up: those who chose best effort chose the operation over
 * its record.
 */
final class AuditTrailHealth implements HealthCheck {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final AuditTrail trail;
    private final InstantSource clock;

    AuditTrailHealth(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public HealthResult check() {
        AuditTrailState state = trail.state();
        boolean lately = state.lastDropped()
                .filter(last -> last.isAfter(clock.instant().minus(REMEMBERED)))
                .isPresent();
        return lately
                ? HealthResult.degraded("Audit records of best effort were dropped in the last " + REMEMBERED)
                        .with("dropped", Long.toString(state.dropped()))
                : HealthResult.up();
    }
}
