package dev.readiness.spring.audit;

import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.SealingThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Seals while the application runs, and what is left when it stops: after the last request, and before the connections are
 * closed.
 */
final class SealingLifecycle implements SmartLifecycle {

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(10);

    private final AuditSealer sealer;
    private final Duration interval;
    private @Nullable SealingThread thread;

    SealingLifecycle(AuditSealer sealer, Duration interval) {
        this.sealer = sealer;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        thread = SealingThread.start(sealer, interval, PATIENCE_AT_STOP);
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Early at the start, and so late at the stop: the web server is long down. */
    @Override
    public int getPhase() {
        return 0;
    }
}
