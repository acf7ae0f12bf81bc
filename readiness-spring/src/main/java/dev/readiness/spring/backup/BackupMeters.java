package dev.readiness.spring.backup;

import dev.readiness.backup.Backups;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The age of the last backup and of the last tested restore; not a number while there is none. */
final class BackupMeters implements MeterBinder {

    private final Backups backups;

    BackupMeters(Backups backups) {
        this.backups = backups;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder(
                        "readiness.backup.age",
                        backups,
                        TimeUnit.SECONDS,
                        all -> age(all.state().lastBackup()))
                .description("Age of the last backup")
                .register(registry);
        TimeGauge.builder(
                        "readiness.backup.restore.tested.age",
                        backups,
                        TimeUnit.SECONDS,
                        all -> age(all.state().lastPassed()))
                .description("Age of the last tested restore that passed")
                .register(registry);
    }

    private static double age(Optional<Instant> time) {
        return time.map(last -> Duration.between(last, Instant.now()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
