package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTests {

    private static final Duration LONG = Duration.ofHours(1);

    private final HealthMonitor monitor = new ManualTime().monitor().build().startByHand();

    @Test
    void endsWhenEnoughProbesHaveSeenIt() {
        CompletableFuture<Boolean> drained =
                CompletableFuture.supplyAsync(() -> Drain.of(monitor, LONG, 3).run());
        await().until(monitor::isRefusingTraffic);

        assertThat(monitor.report(Probe.READINESS).isPositive()).isFalse();
        assertThat(monitor.report(Probe.LIVENESS).isPositive()).isTrue();
        assertThat(monitor.report(Probe.READINESS).isPositive()).isFalse();
        assertThat(drained).isNotDone();
        monitor.report(Probe.READINESS);

        assertThat(drained.join()).isTrue();
    }

    @Test
    void endsWhenTheTimeIsOver() {
        assertThat(Drain.of(monitor, Duration.ofMillis(1), 1).run()).isFalse();
        assertThat(monitor.isRefusingTraffic()).isTrue();
    }

    @Test
    void endsWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(Drain.of(monitor, LONG, 1).run()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Drain.of(monitor, Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Drain.of(monitor, LONG, 0));
    }
}
