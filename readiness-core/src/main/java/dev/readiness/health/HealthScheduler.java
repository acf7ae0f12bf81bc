package dev.readiness.health;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that looks around, and again when there is something to do. */
final class HealthScheduler implements Runnable {

    private static final Logger LOGGER = LoggerFactory.getLogger(HealthMonitor.class);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier lookAround;

    private volatile boolean closed;
    private @Nullable Thread thread;

    HealthScheduler(LongSupplier lookAround) {
        this.lookAround = lookAround;
    }

    synchronized void start() {
        if (thread == null) {
            thread = HealthThreads.named("readiness-health").newThread(this);
            thread.start();
        }
    }

    synchronized void wake() {
        LockSupport.unpark(thread);
    }

    void close() {
        closed = true;
        wake();
    }

    @Override
    public void run() {
        boolean failing = false;
        while (!closed) {
            long wait = LONGEST_WAIT;
            try {
                wait = Math.min(wait, lookAround.getAsLong());
                failing = false;
            } catch (Throwable ex) {
                // Whoever ends this thread ends health; probes would see it only when everything is stale.
                if (!failing) {
                    LOGGER.error("Health could not be looked at and is tried again each second", ex);
                }
                failing = true;
            }
            if (wait > 0 && !closed) {
                LockSupport.parkNanos(this, wait);
            }
        }
    }
}
