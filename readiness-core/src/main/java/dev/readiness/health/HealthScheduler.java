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

    private final String name;
    private final LongSupplier lookAround;

    private volatile boolean closed;
    private @Nullable Thread thread;

    HealthScheduler(String name, LongSupplier lookAround) {
        this.name = name;
        this.lookAround = lookAround;
    }

    synchronized void start() {
        if (thread == null) {
            thread = HealthThreads.named(name).newThread(this);
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
                // Whoever ends this thread ends what it does, and nobody would notice.
                if (!failing) {
                    LOGGER.error("The thread {} could not do its work and tries again each second", name, ex);
                }
                failing = true;
            }
            if (wait > 0 && !closed) {
                LockSupport.parkNanos(this, wait);
            }
        }
    }
}
