package dev.readiness.spring.audit;

import dev.readiness.audit.AuditSealer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The number of sealed records as a gauge: where metrics are kept, a trail that shrinks is seen there. */
final class SealMeters implements MeterBinder {

    private final AuditSealer sealer;

    SealMeters(AuditSealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "readiness.audit.sealed",
                        sealer,
                        working -> working.state().size())
                .description("Number of sealed audit records")
                .register(registry);
        Gauge.builder(
                        "readiness.audit.unwritten",
                        sealer,
                        working -> working.state().unwritten())
                .description("Number of audit records that no holder of the key wrote")
                .register(registry);
        Gauge.builder("readiness.audit.lost", sealer, working -> working.state().lost())
                .description(
                        "Number of audit records that were acknowledged, and removed or changed before they were sealed")
                .register(registry);
        Gauge.builder(
                        "readiness.audit.sealing.failed",
                        sealer,
                        working -> working.state().failure().isPresent() ? 1 : 0)
                .description("Whether the audit trail cannot be sealed")
                .register(registry);
    }
}
