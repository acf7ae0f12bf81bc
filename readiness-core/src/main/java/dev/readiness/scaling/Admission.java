package dev.readiness.scaling;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The place of a request that was let in. It is held until {@link #close()}, which may be called more than once.
 *
 * <p>Safe for use by many threads.
 */
public final class Admission implements AutoCloseable {

    private final AtomicBoolean held = new AtomicBoolean(true);
    private final Runnable release;

    Admission(Runnable release) {
        this.release = release;
    }

    /** Gives the place back. */
    @Override
    public void close() {
        if (held.getAndSet(false)) {
            release.run();
        }
    }
}
