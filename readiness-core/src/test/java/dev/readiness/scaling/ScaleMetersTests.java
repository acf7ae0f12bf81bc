package dev.readiness.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.readiness.scaling.ScaleDoubt.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScaleMetersTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private final AtomicLong processorNanos = new AtomicLong();

    @Test
    void theMetersOfSpringBootAreRead() {
        complete(20);
        ScaleLadder ladder = observed();

        assertThat(ladder.doubts())
                .filteredOn(doubt -> doubt.reason() == Reason.BLIND)
                .isEmpty();
        // 50 requests a reading, each 40 ms long, of which it holds one of 4 connections for 30 ms.
        assertThat(ladder.requests()).isEqualTo(500);
        assertThat(ladder.limits())
                .filteredOn(limit -> limit.resource() == ScaleResource.CONNECTION_POOL)
                .singleElement()
                .satisfies(limit -> assertThat(limit.arithmetic()).isEqualTo("4 / 30.0 ms held by a request = 133/s"))
                .satisfies(limit -> assertThat(limit.name()).isEqualTo("main"));
        assertThat(ladder.limits())
                .filteredOn(limit -> limit.resource() == ScaleResource.SERVER_THREADS)
                .singleElement()
                // Without the 5 ms spent waiting for a connection.
                .satisfies(limit -> assertThat(limit.arithmetic()).isEqualTo("20 / 35.0 ms held by a request = 571/s"));
    }

    @Test
    void whatIsMissingIsSaidWithTheRemedy() {
        ScaleLadder ladder = observed();

        assertThat(ladder.isRefused()).isTrue();
        assertThat(ladder.doubts())
                .extracting(ScaleDoubt::remedy)
                .contains("Set server.tomcat.mbeanregistry.enabled=true.");
        assertThat(ladder.doubts())
                .extracting(ScaleDoubt::seen)
                .contains("The meter process.cpu.time is missing.", "The meter jvm.compilation.time is missing.");
    }

    @Test
    void virtualThreadsAreNoLimitAndSaidSo() {
        complete(-1);
        ScaleLadder ladder = observed();

        assertThat(ladder.doubts()).extracting(ScaleDoubt::reason).contains(Reason.UNLIMITED);
        assertThat(ladder.limits()).noneMatch(limit -> limit.resource() == ScaleResource.SERVER_THREADS);
        assertThat(ladder.isRefused()).isFalse();
    }

    @Test
    void aCompositeWithoutMembersCountsNothing() {
        ScaleRecorder recorder = ScaleMeters.recorder(new CompositeMeterRegistry(), ScaleSettings.defaults());
        recorder.record();

        assertThat(recorder.ladder().doubts())
                .extracting(ScaleDoubt::seen)
                .contains("No meter registry counts from the start.");
    }

    @Test
    void slicesAreToldApartByTheirTag() {
        ScaleRecorder recorder = ScaleMeters.recorder(registry, ScaleSettings.defaults());
        recorder.record();
        for (int request = 0; request < 30; request++) {
            registry.timer("http.server.requests", "uri", "/orders", "slice", "ordering")
                    .record(Duration.ofMillis(60));
            registry.timer("http.server.requests", "uri", "/", "slice", "unowned")
                    .record(Duration.ofMillis(20));
        }
        recorder.record();

        assertThat(recorder.ladder().slices())
                .extracting(
                        SliceLoad::slice,
                        slice -> Math.round(slice.share() * 100),
                        slice -> Math.round(slice.response() * 1000))
                .containsExactly(tuple("ordering", 75L, 60L), tuple("unowned", 25L, 20L));
    }

    @Test
    void whatIsRefusedNeedsNothing() {
        ScaleRecorder recorder = ScaleMeters.recorder(registry, ScaleSettings.defaults());
        recorder.record();
        registry.timer("http.server.requests", "uri", "/orders", "status", "503")
                .record(Duration.ofMillis(60));
        registry.timer("http.server.requests", "uri", "/orders", "status", "200", "slice", "ordering")
                .record(Duration.ofMillis(60));
        recorder.record();

        assertThat(recorder.ladder().slices())
                .singleElement()
                .satisfies(slice -> assertThat(slice.share()).isEqualTo(1));
    }

    private void complete(int threads) {
        Gauge.builder("tomcat.threads.config.max", () -> threads).register(registry);
        Gauge.builder("hikaricp.connections.max", () -> 4).tag("pool", "main").register(registry);
        FunctionCounter.builder("process.cpu.time", processorNanos, AtomicLong::get)
                .register(registry);
        FunctionCounter.builder("jvm.compilation.time", this, any -> 0).register(registry);
    }

    private ScaleLadder observed() {
        ScaleRecorder recorder = ScaleMeters.recorder(registry, ScaleSettings.defaults());
        for (int reading = 0; reading < 11; reading++) {
            for (int request = 0; request < 50; request++) {
                registry.timer("http.server.requests", "uri", "/orders").record(Duration.ofMillis(40));
                registry.timer("http.server.requests", "uri", "/actuator/health")
                        .record(Duration.ofMillis(1));
                registry.timer("hikaricp.connections.usage", "pool", "main").record(Duration.ofMillis(30));
                registry.timer("hikaricp.connections.acquire", "pool", "main").record(Duration.ofMillis(5));
                processorNanos.addAndGet(1);
            }
            recorder.record();
        }
        return recorder.ladder();
    }
}
