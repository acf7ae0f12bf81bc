package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a store answers. The first failure opens it; from then on nobody asks the store but a thread in the
 * background, until it answers again.
 */
final class StoreCircuit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCircuit.class);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final String store;
    private final Runnable probe;
    private final AtomicBoolean open = new AtomicBoolean();
    private final LongAdder failures = new LongAdder();
    private final ScheduledExecutorService background =
            Executors.newSingleThreadScheduledExecutor(StoreCircuit::daemon);

    /** Creates a closed circuit. {@code probe} does what every decision does, and throws if the store fails. */
    StoreCircuit(String store, Runnable probe) {
        this.store = store;
        this.probe = probe;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "readiness-rate-limit-store");
        thread.setDaemon(true);
        return thread;
    }

    /** Asks the store for the first time, for no longer than {@code longest}: one that hangs must not hang the start. */
    void begin(Duration longest) {
        open.set(true);
        try {
            background.submit(this::probe).get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException ex) {
            LOG.debug("The store {} did not answer at the start", store, ex);
        }
        if (open.get()) {
            failures.increment();
            warn("it did not answer at the start");
        }
    }

    private void warn(String reason) {
        LOG.warn("The rate limit store {} does not answer, limits are kept without it: {}", store, reason);
    }

    boolean isOpen() {
        return open.get();
    }

    long failures() {
        return failures.sum();
    }

    void failed(StoreFailedException failure) {
        failures.increment();
        if (open.compareAndSet(false, true)) {
            warn(String.valueOf(failure.getMessage()));
            probeLater();
        }
    }

    private void probeLater() {
        try {
            var unused = background.schedule(this::probe, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ex) {
            LOG.debug("The store {} was closed", store, ex);
        }
    }

    private void probe() {
        try {
            probe.run();
        } catch (RuntimeException ex) {
            LOG.debug("The store {} does not answer yet", store, ex);
            probeLater();
            return;
        }
        open.set(false);
        LOG.info("The rate limit store {} answers", store);
    }

    @Override
    public void close() {
        open.set(true);
        background.shutdownNow();
    }
}
