package dev.readiness.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How {@link AuditSealer} works.
 *
 * @param batch most records that one transaction seals
 * @param lookBack how far back each round looks for records that are not sealed; longer than nearly all transactions
 * @param sweep how often the whole trail is searched, for records of transactions longer than {@code lookBack} and of
 *     nodes with a wrong clock
 * @param lease how long a sealer that died keeps others from sealing
 * @param anchorEvery how often a checkpoint is published outside the database
 * @param anchorDeadline how long an anchor may take
 * @param memory file outside the database where the last checkpoint is kept over a restart; without one the first checkpoint
 *     after a restart is believed
 */
public record SealSettings(
        int batch,
        Duration lookBack,
        Duration sweep,
        Duration lease,
        Duration anchorEvery,
        Duration anchorDeadline,
        @Nullable Path memory) {

    /** What an application has that sets nothing. */
    public static final SealSettings STANDARD = new SealSettings(
            5_000,
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            null);

    /** Checks that amounts are positive. */
    public SealSettings {
        if (batch < 1) {
            throw new IllegalArgumentException("'batch' must be at least 1 but is " + batch);
        }
        requirePositive("lookBack", lookBack);
        requirePositive("sweep", sweep);
        requirePositive("lease", lease);
        requireNotNegative("anchorEvery", anchorEvery);
        requirePositive("anchorDeadline", anchorDeadline);
    }

    /** Returns these settings with the last checkpoint kept in {@code file}. */
    public SealSettings memory(@Nullable Path file) {
        return new SealSettings(batch, lookBack, sweep, lease, anchorEvery, anchorDeadline, file);
    }

    /** Returns these settings with each checkpoint published after {@code time} at the latest. */
    public SealSettings anchorEvery(Duration time) {
        return new SealSettings(batch, lookBack, sweep, lease, time, anchorDeadline, memory);
    }

    private static void requirePositive(String name, Duration value) {
        requireNotNegative(name, value);
        if (value.isZero()) {
            throw new IllegalArgumentException("'" + name + "' must be positive but is " + value);
        }
    }

    private static void requireNotNegative(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isNegative()) {
            throw new IllegalArgumentException("'" + name + "' must not be negative but is " + value);
        }
    }
}
