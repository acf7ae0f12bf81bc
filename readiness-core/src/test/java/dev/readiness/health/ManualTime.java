package dev.readiness.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** A clock, a ticker and an executor that do only what a test says. */
final class ManualTime implements InstantSource, LongSupplier, Executor {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Instant instant = START;
    // Close to where nanoseconds overflow, as System.nanoTime may be.
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(45).toNanos();

    HealthMonitorBuilder monitor() {
        return HealthMonitor.builder()
                .clock(this)
                .ticker(this)
                .random(() -> 0.5)
                .executors(this, Runnable::run);
    }

    /** Starts what is due and lets it return. */
    void look(HealthMonitor monitor) {
        monitor.lookAround();
        runAll();
    }

    /** Lets each second pass, in which what is due is run. */
    void pass(HealthMonitor monitor, Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            advance(Duration.ofSeconds(1));
            look(monitor);
        }
    }

    void advance(Duration time) {
        instant = instant.plus(time);
        nanos += time.toNanos();
    }

    void setClock(Instant changed) {
        instant = changed;
    }

    int waiting() {
        return waiting.size();
    }

    void runAll() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Override
    public Instant instant() {
        return instant;
    }

    @Override
    public long getAsLong() {
        return nanos;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }
}
