package dev.readiness.health;

import java.util.EnumMap;
import java.util.Map;

/**
 * Turns results into a status that one odd result does not change.
 *
 * <p>The status becomes as bad as the best of the last {@code failAfter} results where that is worse, and as good as the worst
 * of the last {@code recoverAfter} results where that is better. Only results in a row count: a single other one begins the
 * count anew. The first result is the status at once. Not safe for use by many threads.
 */
final class Damping {

    private static final HealthStatus[] RESULTS = {HealthStatus.UP, HealthStatus.DEGRADED, HealthStatus.DOWN};

    private final int failAfter;
    private final int recoverAfter;
    /** How many results in a row were this bad or worse. */
    private final Map<HealthStatus, Integer> thisBad = new EnumMap<>(HealthStatus.class);
    /** How many results in a row were this good or better. */
    private final Map<HealthStatus, Integer> thisGood = new EnumMap<>(HealthStatus.class);

    private HealthStatus status = HealthStatus.UNKNOWN;

    Damping(int failAfter, int recoverAfter) {
        this.failAfter = failAfter;
        this.recoverAfter = recoverAfter;
    }

    HealthStatus status() {
        return status;
    }

    /** Returns how many results in a row were down. */
    int failures() {
        return thisBad.getOrDefault(HealthStatus.DOWN, 0);
    }

    /** Returns how many results in a row were not down. */
    int successes() {
        return thisGood.getOrDefault(HealthStatus.DEGRADED, 0);
    }

    /** Takes one more result and returns the status after it. */
    HealthStatus add(HealthStatus result) {
        for (HealthStatus level : RESULTS) {
            count(thisBad, level, !level.isWorseThan(result));
            count(thisGood, level, !result.isWorseThan(level));
        }
        status = status == HealthStatus.UNKNOWN ? result : next();
        return status;
    }

    private HealthStatus next() {
        for (int i = RESULTS.length - 1; i >= 0 && RESULTS[i].isWorseThan(status); i--) {
            if (thisBad.getOrDefault(RESULTS[i], 0) >= failAfter) {
                return RESULTS[i];
            }
        }
        for (int i = 0; i < RESULTS.length && status.isWorseThan(RESULTS[i]); i++) {
            if (thisGood.getOrDefault(RESULTS[i], 0) >= recoverAfter) {
                return RESULTS[i];
            }
        }
        return status;
    }

    private static void count(Map<HealthStatus, Integer> counts, HealthStatus level, boolean more) {
        // It stops counting where nobody could tell any more, instead of becoming negative after 2^31 results.
        counts.merge(level, more ? 1 : 0, (before, one) -> one == 0 ? 0 : Math.min(before, Integer.MAX_VALUE - 1) + 1);
    }
}
