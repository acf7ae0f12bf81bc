package dev.readiness.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs another check less often than it is run itself. What that throws is not remembered. */
final class RememberingCheck implements HealthCheck {

    private final HealthCheck check;
    private final Duration time;
    private final InstantSource clock;
    private Instant looked = Instant.MIN;
    private @Nullable HealthResult last;

    RememberingCheck(HealthCheck check, Duration time, InstantSource clock) {
        this.check = Objects.requireNonNull(check, "check");
        this.time = Objects.requireNonNull(time, "time");
        this.clock = Objects.requireNonNull(clock, "clock");
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("'time' must be more than nothing but is " + time);
        }
    }

    @Override
    public synchronized HealthResult check() throws Exception {
        Instant now = clock.instant();
        HealthResult known = last;
        // A clock that went back must not keep an old answer for ever.
        if (known == null || now.isBefore(looked) || !now.isBefore(looked.plus(time))) {
            last = null;
            known = check.check();
            last = known;
            looked = now;
        }
        return known;
    }
}
