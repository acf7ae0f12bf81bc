package dev.readiness.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Compares the clock with the time that passed. */
final class ClockHealthCheck implements HealthCheck {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final InstantSource clock;
    private final LongSupplier ticker;
    private final Duration tolerance;
    private final Instant earliest;

    private Instant before;
    private long ticksBefore;

    ClockHealthCheck(InstantSource clock, LongSupplier ticker, Duration tolerance, Instant earliest) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ticker = ticker;
        this.earliest = Objects.requireNonNull(earliest, "earliest");
        if (tolerance.isNegative() || tolerance.isZero()) {
            throw new IllegalArgumentException("'tolerance' must be more than nothing but is " + tolerance);
        }
        this.tolerance = tolerance;
        this.before = clock.instant();
        this.ticksBefore = ticker.getAsLong();
    }

    @Override
    public synchronized HealthResult check() {
        Instant now = clock.instant();
        Duration passed = Duration.ofNanos(ticker.getAsLong() - ticksBefore);
        Duration jumped = Duration.between(before, now).minus(passed);
        if (passed.compareTo(REMEMBERED) > 0) {
            before = now;
            ticksBefore += passed.toNanos();
        }
        if (now.isBefore(earliest)) {
            return HealthResult.down("the clock shows a time before " + earliest)
                    .with("clock", now.toString());
        }
        return jumped.abs().compareTo(tolerance) > 0
                ? HealthResult.degraded("the clock was set, or this process was stopped")
                        .with("jump", jumped.toString())
                : HealthResult.up();
    }
}
