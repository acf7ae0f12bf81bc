package dev.readiness.backup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is expected of backups.
 *
 * @param maxAge how old the newest backup may be, and the one that is tested
 * @param maxTestAge how long ago the last tested restore may be
 * @param objective how long a restore may take
 * @param keep how long backups are kept
 * @param keepAtLeast how many of the newest are kept whatever their age; at least 1
 */
public record BackupSettings(Duration maxAge, Duration maxTestAge, Duration objective, Duration keep, int keepAtLeast) {

    /** A day, 30 days, an hour, 30 days and 7. */
    public static final BackupSettings DEFAULT =
            new BackupSettings(Duration.ofHours(25), Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(30), 7);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException with all problems at once
     */
    public BackupSettings {
        List<String> problems = new ArrayList<>();
        positive("max-age", maxAge, problems);
        positive("max-test-age", maxTestAge, problems);
        positive("objective", objective, problems);
        positive("keep", keep, problems);
        if (keepAtLeast < 1) {
            problems.add("'keep-at-least' must be 1 or more but is " + keepAtLeast);
        }
        if (keep.compareTo(maxAge) < 0) {
            problems.add("'keep' (" + keep + ") must not be shorter than 'max-age' (" + maxAge + ")");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void positive(String name, Duration duration, List<String> problems) {
        if (duration.isNegative() || duration.isZero()) {
            problems.add("'" + name + "' must be positive but is " + duration);
        }
    }
}
