package dev.readiness.health;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One check between its runs: when it is due, whether a run is under way, and what the results so far say.
 *
 * <p>Not safe for use by many threads; {@link HealthMonitor} guards it. Times are those of a monotonic ticker in nanoseconds,
 * so that a clock that is set changes nothing.
 */
final class MonitoredCheck {

    private final String name;
    private final Probe kind;
    private final CheckSettings settings;
    private final ContainedCheck check;
    private final DoubleSupplier random;
    private final Damping damping;

    private @Nullable HealthResult latest;
    private Instant since;
    private long latestAt;
    private long dueAt;
    private long startedAt;
    private boolean running;
    private boolean hung;
    private long runs;
    private long timeouts;
    private long skipped;

    MonitoredCheck(
            String name,
            Probe kind,
            CheckSettings settings,
            ContainedCheck check,
            DoubleSupplier random,
            long now,
            Instant since) {
        this.name = name;
        this.kind = kind;
        this.settings = settings;
        this.check = check;
        this.random = random;
        this.damping = new Damping(settings.failAfter(), settings.recoverAfter());
        this.since = since;
        this.latestAt = now;
        this.dueAt = now;
    }

    String name() {
        return name;
    }

    ContainedCheck check() {
        return check;
    }

    /** Looks at the time; returns whether the check is to be started now. The caller then starts it. */
    boolean isToStart(long now, Instant instant) {
        if (running && !hung && now - startedAt >= settings.timeout().toNanos()) {
            hung = true;
            timeouts++;
            take(HealthResult.down("no result within " + settings.timeout()), now, instant);
        }
        if (isFinished() || now - dueAt < 0) {
            return false;
        }
        scheduleNext(now);
        if (running) {
            if (hung) {
                skipped++;
                take(HealthResult.down("no result since " + seconds(now - startedAt) + "s"), now, instant);
            }
            return false;
        }
        running = true;
        startedAt = now;
        runs++;
        return true;
    }

    /** Takes what a run has returned. */
    void finished(HealthResult result, long now, Instant instant) {
        boolean tooLate = hung || now - startedAt >= settings.timeout().toNanos();
        if (tooLate && !hung) {
            timeouts++;
            take(HealthResult.down("no result within " + settings.timeout()), now, instant);
        }
        running = false;
        hung = false;
        if (!tooLate) {
            take(result, now, instant);
            // Now that the result is known: one that is down has a longer period, one that works again a shorter.
            dueAt = startedAt + periodNanos();
        }
    }

    /** Returns how many nanoseconds there are until something is to be done, at least 0. */
    long nanosToWait(long now) {
        long toDue = isFinished() ? Long.MAX_VALUE : Math.max(0, dueAt - now);
        return running && !hung
                ? Math.min(toDue, Math.max(0, startedAt + settings.timeout().toNanos() - now))
                : toDue;
    }

    CheckState state(long now) {
        CheckState state = new CheckState(
                name,
                kind,
                settings,
                damping.status(),
                latest,
                since,
                Duration.ZERO,
                damping.failures(),
                runs,
                timeouts,
                skipped,
                hung,
                false);
        return withAge(state, now);
    }

    /** Returns the state as it is to be read at {@code now}: what is too old is no longer known. */
    CheckState withAge(CheckState state, long now) {
        return withAge(state, latestAt, now, isFinished());
    }

    static CheckState withAge(CheckState state, long latestAt, long now, boolean finished) {
        Duration age = Duration.ofNanos(Math.max(0, now - latestAt));
        return state.at(age, !finished && age.compareTo(state.settings().staleAfter()) > 0);
    }

    long latestAt() {
        return latestAt;
    }

    /** Returns whether the check is of the start, which is over once it was up. */
    boolean isFinished() {
        return kind == Probe.STARTUP
                && (damping.status() == HealthStatus.UP || damping.status() == HealthStatus.DEGRADED);
    }

    private void take(HealthResult result, long now, Instant instant) {
        HealthStatus before = damping.status();
        latest = result;
        latestAt = now;
        if (damping.add(result.status()) != before) {
            since = instant;
        }
    }

    private void scheduleNext(long now) {
        dueAt = now + periodNanos();
    }

    private long periodNanos() {
        boolean stillDown = damping.status() == HealthStatus.DOWN && damping.failures() > 0;
        long nanos = (stillDown ? settings.downPeriod() : settings.period()).toNanos();
        return (long) (nanos * (1 + settings.jitter() * (2 * random.getAsDouble() - 1)));
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }
}
