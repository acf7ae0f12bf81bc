package dev.readiness.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a check is run, and what its result means. Immutable.
 *
 * @param impact what it means when the check is down
 * @param shared whether all instances depend on the same thing. It then shows and notifies when it is down, but takes no
 *     instance out of the load balancer, since that would take out all of them at once
 * @param timeout how long a run may take before it counts as failed; its thread is neither stopped nor replaced
 * @param period from the start of one run to the start of the next
 * @param downPeriod the same while it is down and has not worked since, so that what is broken is not trampled on
 * @param jitter by which part, at random, a period is shorter or longer, so that instances do not ask all at once; 0 to 0.5
 * @param failAfter how many results in a row must be worse before the status is; at least 1
 * @param recoverAfter how many results in a row must be better before the status is; at least 1
 * @param staleAfter after which time without a result nothing is known any more; longer than {@code downPeriod} and
 *     {@code timeout} together
 */
public record CheckSettings(
        Impact impact,
        boolean shared,
        Duration timeout,
        Duration period,
        Duration downPeriod,
        double jitter,
        int failAfter,
        int recoverAfter,
        Duration staleAfter) {

    private static final double MAX_JITTER = 0.5;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming all settings that are wrong or contradict each other
     */
    public CheckSettings {
        Objects.requireNonNull(impact, "impact");
        List<String> problems = new ArrayList<>();
        positive(problems, "timeout", timeout);
        positive(problems, "period", period);
        if (!(jitter >= 0 && jitter <= MAX_JITTER)) {
            problems.add("'jitter' must be from 0 to 0.5 but is " + jitter);
        }
        atLeastOne(problems, "failAfter", failAfter);
        atLeastOne(problems, "recoverAfter", recoverAfter);
        if (downPeriod.compareTo(period) < 0) {
            problems.add("'downPeriod' must be at least 'period' (" + period + ") but is " + downPeriod);
        }
        if (staleAfter.compareTo(downPeriod.plus(timeout)) <= 0) {
            problems.add("'staleAfter' must be more than 'downPeriod' and 'timeout' together ("
                    + downPeriod.plus(timeout) + ") but is " + staleAfter);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /**
     * Returns what holds unless something else is said: critical, not shared, 2 seconds for a run, one each 10 seconds (30
     * while down) give or take a tenth, down after 3 failures, up after 2 successes, stale after 2 minutes.
     */
    public static CheckSettings defaults() {
        return new CheckSettings(
                Impact.CRITICAL,
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                0.1,
                3,
                2,
                Duration.ofMinutes(2));
    }

    /** Returns a copy with another impact. */
    public CheckSettings withImpact(Impact changed) {
        return new CheckSettings(
                changed, shared, timeout, period, downPeriod, jitter, failAfter, recoverAfter, staleAfter);
    }

    /** Returns a copy that is, or is not, about something that all instances share. */
    public CheckSettings withShared(boolean changed) {
        return new CheckSettings(
                impact, changed, timeout, period, downPeriod, jitter, failAfter, recoverAfter, staleAfter);
    }

    /** Returns a copy with another time for a run; it is stale later by the difference. */
    public CheckSettings withTimeout(Duration changed) {
        Duration later = staleAfter.plus(changed).minus(timeout);
        return new CheckSettings(impact, shared, changed, period, downPeriod, jitter, failAfter, recoverAfter, later);
    }

    /** Returns a copy that is run each {@code changed}, three times less often while down, and is stale after twelve. */
    public CheckSettings withPeriod(Duration changed) {
        return withPeriods(
                changed, changed.multipliedBy(3), changed.multipliedBy(12).plus(timeout));
    }

    /** Returns a copy with other periods, and another time after which nothing is known any more. */
    public CheckSettings withPeriods(Duration whileUp, Duration whileDown, Duration stale) {
        return new CheckSettings(impact, shared, timeout, whileUp, whileDown, jitter, failAfter, recoverAfter, stale);
    }

    /** Returns a copy whose status changes after other numbers of results in a row. */
    public CheckSettings withThresholds(int failures, int recoveries) {
        return new CheckSettings(impact, shared, timeout, period, downPeriod, jitter, failures, recoveries, staleAfter);
    }

    /** Returns a copy with another jitter. */
    public CheckSettings withJitter(double changed) {
        return new CheckSettings(
                impact, shared, timeout, period, downPeriod, changed, failAfter, recoverAfter, staleAfter);
    }

    private static void positive(List<String> problems, String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            problems.add("'" + name + "' must be more than nothing but is " + value);
        }
    }

    private static void atLeastOne(List<String> problems, String name, int value) {
        if (value < 1) {
            problems.add("'" + name + "' must be at least 1 but is " + value);
        }
    }
}
