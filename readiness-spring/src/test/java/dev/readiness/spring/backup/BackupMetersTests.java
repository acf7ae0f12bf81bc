package dev.readiness.spring.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.backup.BackupState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackupMetersTests {

    private static final Instant BEGIN = Instant.parse("2026-11-27T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final AtomicInteger reads = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aScrapeDoesNotListTheDirectoryOfBackups() {
        new BackupMeters(
                        () -> {
                            reads.incrementAndGet();
                            return new BackupState(Optional.of(BEGIN), Optional.empty(), Optional.empty());
                        },
                        now::get)
                .bindTo(registry);

        for (int second = 1; second <= 60; second++) {
            now.set(BEGIN.plusSeconds(second));
            assertThat(age()).isEqualTo(second);
        }
        assertThat(reads).hasValue(1);

        now.set(BEGIN.plus(Duration.ofMinutes(3)));
        assertThat(age()).isEqualTo(180);
        assertThat(reads).hasValue(2);
    }

    private double age() {
        return registry.get("readiness.backup.age").timeGauge().value();
    }
}
