package dev.readiness.spring.backup;

import dev.readiness.backup.BackupState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The age of the last backup and of the last tested restore; not a number while there is none. */
final class BackupMeters implements MeterBinder {

    /** How old what is told may be. The directory may be on a network, and is not to be listed at each scrape. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Supplier<BackupState> states;
    private final InstantSource clock;

    private @Nullable BackupState state;
    private Instant read = Instant.MIN;

    BackupMeters(Supplier<BackupState> states, InstantSource clock) {
        this.states = states;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder(
                        "readiness.backup.age",
                        this,
                        TimeUnit.SECONDS,
                        meters -> age(meters.state().lastBackup()))
                .description("Age of the last backup")
                .register(registry);
        TimeGauge.builder(
                        "readiness.backup.restore.tested.age",
                        this,
                        TimeUnit.SECONDS,
                        meters -> age(meters.state().lastPassed()))
                .description("Age of the last tested restore that passed")
                .register(registry);
    }

    private synchronized BackupState state() {
        Instant now = clock.instant();
        BackupState known = state;
        if (known == null || now.isAfter(read.plus(FRESH)) || now.isBefore(read)) {
            known = states.get();
            state = known;
            read = now;
        }
        return known;
    }

    private double age(Optional<Instant> time) {
        return time.map(last -> Duration.between(last, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
