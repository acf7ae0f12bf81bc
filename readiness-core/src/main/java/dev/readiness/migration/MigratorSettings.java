package dev.readiness.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a {@link SafeMigrator} waits. Immutable.
 *
 * @param lockTimeout how long one transaction of a migration may stand in the queue for locks, and everybody who comes later
 *     behind it; zero for as long as it takes. PostgreSQL only
 * @param retryFor for how long a migration that got no lock is tried again
 * @param waitAtMost for how long to wait for another process that migrates
 */
public record MigratorSettings(Duration lockTimeout, Duration retryFor, Duration waitAtMost) {

    /** Checks the parts. */
    public MigratorSettings {
        Objects.requireNonNull(lockTimeout, "lockTimeout");
        Objects.requireNonNull(retryFor, "retryFor");
        Objects.requireNonNull(waitAtMost, "waitAtMost");
        List<String> faults = new ArrayList<>();
        if (!lockTimeout.isZero() && lockTimeout.compareTo(Duration.ofMillis(100)) < 0) {
            faults.add("'lockTimeout' must be 100 ms or more, or zero, but is " + lockTimeout);
        }
        if (retryFor.isNegative()) {
            faults.add("'retryFor' must not be negative but is " + retryFor);
        }
        if (waitAtMost.isNegative() || waitAtMost.isZero()) {
            faults.add("'waitAtMost' must be positive but is " + waitAtMost);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** Returns a lock time-out of 3 seconds, tried again for 10 minutes, and 15 minutes for another process. */
    public static MigratorSettings defaults() {
        return new MigratorSettings(Duration.ofSeconds(3), Duration.ofMinutes(10), Duration.ofMinutes(15));
    }
}
