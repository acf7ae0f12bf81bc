package dev.readiness.spring.audit;

import dev.readiness.audit.SubjectErasure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Erases again what a restore brought back, before the first request is answered. Where that fails, the start does. */
final class ErasureLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureLifecycle.class);

    private final SubjectErasure erasure;
    private volatile boolean running;

    ErasureLifecycle(SubjectErasure erasure) {
        this.erasure = erasure;
    }

    @Override
    public void start() {
        int returned = erasure.reapply();
        if (returned > 0) {
            LOG.warn(
                    "The keys of {} erased subjects were there again, as after a restore, and were erased again",
                    returned);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns a phase before those of the web servers, which are among the last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
