package dev.readiness.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what the application needs, again and again, and answers probes from what it saw.
 *
 * <p>One scheduler starts the checks; {@link #report} only reads, whoever asks and how often. A check that hangs costs one
 * thread until it returns: it is not started again, and each time it should have been counts as a failure. Whatever a check
 * or a listener does, it reaches neither a probe nor another check.
 *
 * <pre>{@code
 * HealthMonitor health = HealthMonitor.builder()
 *         .readiness("db", HealthCheck.dataSource(dataSource, Duration.ofSeconds(1)),
 *                 CheckSettings.defaults().withShared(true))
 *         .build()
 *         .start();
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class HealthMonitor implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, MonitoredCheck> checks;
    private final Map<Probe, List<String>> names;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final Executor runner;
    private final Executor teller;
    private final HealthEvents events;
    private final Verdict verdict;
    private final HealthScheduler scheduler;
    private final AtomicLong refusalsRead = new AtomicLong();

    private volatile Map<String, Seen> seen = Map.of();
    private volatile @Nullable String refusal;
    private volatile boolean started;
    private volatile boolean closed;

    HealthMonitor(HealthMonitorBuilder builder) {
        this.clock = builder.clock();
        this.ticker = builder.ticker();
        this.runner = builder.runner();
        this.teller = builder.teller();
        List<HealthListener> listeners = new ArrayList<>(builder.listeners());
        listeners.add(0, new HealthLog());
        this.events = new HealthEvents(listeners, teller);
        this.verdict = new Verdict(builder.isSharedAffectingReadiness());
        this.checks = builder.checks(ticker.getAsLong(), clock.instant());
        this.names = builder.names();
        this.scheduler = new HealthScheduler("readiness-health", this::lookAround);
        publish(ticker.getAsLong());
    }

    /** Returns a builder without any check. */
    public static HealthMonitorBuilder builder() {
        return new HealthMonitorBuilder();
    }

    /**
     * Begins to look. A second call changes nothing.
     *
     * @return this monitor
     * @throws IllegalStateException if it was closed
     */
    public HealthMonitor start() {
        if (closed) {
            throw new IllegalStateException("The health monitor was closed; build another");
        }
        started = true;
        scheduler.start();
        return this;
    }

    /** Counts as started, but looks only when {@link #lookAround} is called. */
    HealthMonitor startByHand() {
        started = true;
        return this;
    }

    /**
     * Waits until each check has had a first result, {@code atMost} is over, or the waiting thread is interrupted.
     *
     * @return whether each has
     */
    public boolean awaitFirstResults(Duration atMost) {
        return await(() -> seen.values().stream().noneMatch(one -> one.state().latest() == null), atMost);
    }

    private boolean await(BooleanSupplier condition, Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Answers {@code probe} from what was seen last. Never runs a check and never waits.
     *
     * <p>Readiness is down before the start is over, and while traffic is refused.
     */
    public HealthReport report(Probe probe) {
        if (probe == Probe.READINESS && refusal != null) {
            refusalsRead.incrementAndGet();
            signal();
        }
        return peek(probe);
    }

    /** Returns the same as {@link #report}, for readers that are no probes: they do not count as having seen a refusal. */
    public HealthReport peek(Probe probe) {
        long now = ticker.getAsLong();
        Map<String, Seen> all = seen;
        Map<String, CheckState> states = new LinkedHashMap<>();
        for (String name : names.getOrDefault(probe, List.of())) {
            states.put(name, Objects.requireNonNull(all.get(name)).at(now));
        }
        HealthStatus status = verdict.of(probe, states);
        String reason = reason(probe);
        return new HealthReport(probe, reason == null ? status : HealthStatus.DOWN, reason, states);
    }

    /** Returns what is known of each check now, by its name. */
    public Map<String, CheckState> states() {
        long now = ticker.getAsLong();
        Map<String, CheckState> states = new LinkedHashMap<>();
        seen.forEach((name, one) -> states.put(name, one.at(now)));
        return Collections.unmodifiableMap(states);
    }

    /**
     * Returns what a check means for the readiness of this instance: a shared dependency that is down is
     * {@link HealthStatus#DEGRADED}.
     */
    public HealthStatus meaning(CheckState check) {
        return verdict.meaning(check);
    }

    /** Makes readiness down until {@link #acceptTraffic}, whatever the checks say, for {@code reason}. */
    public void refuseTraffic(String reason) {
        Objects.requireNonNull(reason, "reason");
        refusalsRead.set(0);
        refusal = reason;
    }

    /** Ends {@link #refuseTraffic}. */
    public void acceptTraffic() {
        refusal = null;
    }

    /** Returns how many probes have been told that traffic is refused, since it is. */
    public long refusalsRead() {
        return refusalsRead.get();
    }

    /**
     * Waits until {@code probes} have been told that traffic is refused, {@code atMost} is over, or the waiting thread is
     * interrupted.
     *
     * @return whether so many have been told
     */
    public boolean awaitRefusalsRead(long probes, Duration atMost) {
        return await(() -> refusalsRead.get() >= probes, atMost);
    }

    /** Returns whether traffic is refused now. */
    public boolean isRefusingTraffic() {
        return refusal != null;
    }

    /** Ends looking. Probes go on being answered, from what was seen last until it is stale. */
    @Override
    public void close() {
        closed = true;
        scheduler.close();
        for (Executor executor : List.of(runner, teller)) {
            if (executor instanceof ThreadPoolExecutor pool) {
                pool.shutdown();
            }
        }
    }

    /**
     * Starts what is due and counts what takes too long.
     *
     * @return how many nanoseconds there are until it should be called again
     */
    long lookAround() {
        long now = ticker.getAsLong();
        List<MonitoredCheck> toStart = new ArrayList<>();
        long wait = Long.MAX_VALUE;
        lock.lock();
        try {
            Instant instant = clock.instant();
            for (MonitoredCheck check : checks.values()) {
                if (check.isToStart(now, instant)) {
                    toStart.add(check);
                }
                wait = Math.min(wait, check.nanosToWait(now));
            }
            publish(now);
        } finally {
            lock.unlock();
        }
        toStart.forEach(this::run);
        return wait;
    }

    private void run(MonitoredCheck check) {
        try {
            runner.execute(() -> finished(check, check.check().check()));
        } catch (Throwable ex) {
            // No thread is to be had, or the monitor is being closed.
            finished(
                    check,
                    HealthResult.down("could not be run: " + ex.getClass().getName()));
        }
    }

    private void finished(MonitoredCheck check, HealthResult result) {
        lock.lock();
        try {
            long now = ticker.getAsLong();
            check.finished(result, now, clock.instant());
            publish(now);
        } finally {
            lock.unlock();
        }
        scheduler.wake();
    }

    /** Makes visible what is known now. The caller holds the lock, or nobody else can know this monitor yet. */
    private void publish(long now) {
        Map<String, Seen> before = seen;
        Map<String, Seen> after = new LinkedHashMap<>();
        List<HealthChange> changes = new ArrayList<>();
        for (MonitoredCheck check : checks.values()) {
            Seen one = new Seen(check.state(now), check.latestAt(), check.isFinished());
            after.put(check.name(), one);
            Seen earlier = before.get(check.name());
            // Compared as they were published: that something is stale is for readers, and no result.
            if (earlier != null
                    && earlier.state().status() != one.state().status()
                    && !one.state().stale()) {
                changes.add(new HealthChange(earlier.state(), one.state(), clock.instant()));
            }
        }
        seen = after;
        if (lock.isHeldByCurrentThread()) {
            changed.signalAll();
        }
        events.tell(changes);
    }

    private @Nullable String reason(Probe probe) {
        String refused = refusal;
        if (probe == Probe.LIVENESS) {
            return null;
        }
        if (probe == Probe.READINESS && refused != null) {
            return refused;
        }
        if (!started) {
            return "not started";
        }
        return probe == Probe.READINESS && !peek(Probe.STARTUP).isPositive() ? "starting" : null;
    }

    /** A state and what is needed to say how old it is. */
    private record Seen(CheckState state, long latestAt, boolean finished) {

        CheckState at(long now) {
            return MonitoredCheck.withAge(state, latestAt, now, finished);
        }
    }
}
