package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Begins to look before the web server answers, so that the first probe hears the truth, and ends after it. */
final class HealthLifecycle implements SmartLifecycle {

    private final HealthMonitor monitor;
    private final Duration firstResults;

    private volatile boolean running;

    HealthLifecycle(HealthMonitor monitor, Duration firstResults) {
        this.monitor = monitor;
        this.firstResults = firstResults;
    }

    @Override
    public void start() {
        monitor.start();
        // A check that hangs must not keep the application from starting: what it looks at is simply not known then.
        monitor.awaitFirstResults(firstResults);
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

    @Override
    public int getPhase() {
        return 0;
    }
}
