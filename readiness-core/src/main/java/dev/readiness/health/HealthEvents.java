package dev.readiness.health;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of changes, in order, on one thread that nobody else waits for. */
final class HealthEvents {

    private static final Logger LOGGER = LoggerFactory.getLogger(HealthMonitor.class);
    private static final int WAITING = 1_000;

    private final List<HealthListener> listeners;
    private final Executor executor;

    HealthEvents(List<HealthListener> listeners, Executor executor) {
        this.listeners = List.copyOf(listeners);
        this.executor = executor;
    }

    /** Returns an executor with one daemon thread that drops what comes when a thousand changes wait. */
    static ThreadPoolExecutor ownThread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                HealthThreads.named("readiness-health-events"),
                (dropped, full) -> LOGGER.warn("A change of health was not told: {} others wait", WAITING));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    void tell(List<HealthChange> changes) {
        if (!listeners.isEmpty() && !changes.isEmpty()) {
            executor.execute(() -> changes.forEach(this::tell));
        }
    }

    private void tell(HealthChange change) {
        for (HealthListener listener : listeners) {
            try {
                listener.changed(change);
            } catch (Throwable ex) {
                LOGGER.warn(
                        "A listener of health threw at a change of '{}'",
                        change.after().name(),
                        ex);
            }
        }
    }
}
