package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTrail;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What was not recorded as it should be, as meters. */
final class AuditTrailMeters implements MeterBinder {

    private final AuditTrail trail;

    AuditTrailMeters(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(
                        "readiness.audit.dropped",
                        trail,
                        recording -> recording.state().dropped())
                .description("Number of audit records of best effort that were dropped")
                .register(registry);
        Gauge.builder(
                        "readiness.audit.waiting",
                        trail,
                        recording -> recording.state().waiting())
                .description("Number of audit records of best effort that wait to be stored")
                .register(registry);
        FunctionCounter.builder(
                        "readiness.audit.undeclared",
                        trail,
                        recording -> recording.state().undeclared())
                .description("Number of audit records whose action is not declared")
                .register(registry);
    }
}
