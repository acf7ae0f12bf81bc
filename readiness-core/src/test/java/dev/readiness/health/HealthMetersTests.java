package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthMetersTests {

    private final ManualTime time = new ManualTime();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<HealthResult> db = new AtomicReference<>(HealthResult.up());

    @Test
    void everyStateIsAMeterFromTheStartAndReadingRunsNoCheck() {
        HealthMonitor monitor = time.monitor()
                .defaults(CheckSettings.defaults().withThresholds(1, 1))
                .readiness("db", db::get)
                .build()
                .startByHand();
        HealthMeters.of(monitor).bindTo(registry);
        assertThat(status()).isZero();

        time.look(monitor);
        assertThat(status()).isEqualTo(1);
        assertThat(probe("readiness")).isEqualTo(1);

        db.set(HealthResult.degraded("slow"));
        time.pass(monitor, Duration.ofSeconds(10));
        assertThat(status()).isEqualTo(0.5);

        db.set(HealthResult.down("gone"));
        time.pass(monitor, Duration.ofSeconds(10));
        assertThat(status()).isZero();
        assertThat(probe("readiness")).isZero();
        assertThat(probe("liveness")).isEqualTo(1);

        monitor.refuseTraffic("draining");
        probe("readiness");
        assertThat(monitor.refusalsRead()).as("a meter is no probe").isZero();
        assertThat(time.waiting()).isZero();
    }

    private double status() {
        return registry.get("readiness.health.status")
                .tags("check", "db", "kind", "readiness", "impact", "critical", "shared", "false")
                .gauge()
                .value();
    }

    private double probe(String probe) {
        return registry.get("readiness.health.probe")
                .tag("probe", probe)
                .gauge()
                .value();
    }
}
