package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
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

    @Test
    void whatIsToldAndWhatIsExpectedAreMeters() {
        Heartbeats jobs = Heartbeats.inMemory(time);
        jobs.expect("backup", Duration.ofHours(24), Duration.ofHours(1));
        HealthNotifier notifier =
                HealthNotifier.byHand("clinic", "node-1", Duration.ZERO, List.of(notification -> {}), time);
        HealthMonitor monitor = time.monitor()
                .readiness("db", () -> HealthResult.down("no answer"))
                .onChange(notifier)
                .build()
                .startByHand();
        NotificationMeters.of(notifier, jobs).bindTo(registry);

        time.look(monitor);
        time.advance(Duration.ofMinutes(5));
        assertThat(gauge("readiness.health.notifications.waiting")).isEqualTo(1);
        assertThat(gauge("readiness.health.heartbeat.age")).isEqualTo(300);

        notifier.sendDue();
        assertThat(gauge("readiness.health.notifications.waiting")).isZero();
        assertThat(registry.get("readiness.health.notifications.sent")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
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
