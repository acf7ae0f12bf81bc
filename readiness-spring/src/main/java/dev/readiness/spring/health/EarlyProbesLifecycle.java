package dev.readiness.spring.health;

import dev.readiness.health.EarlyProbes;
import org.springframework.context.SmartLifecycle;

/** Gives the port to the real server right before that starts. */
record EarlyProbesLifecycle(EarlyProbes probes) implements SmartLifecycle {

    /** Spring Boot's web servers start in this phase or later, in 3.5 as in 4. */
    private static final int WEB_SERVERS = SmartLifecycle.DEFAULT_PHASE - 2048;

    @Override
    public void start() {
        probes.close();
    }

    @Override
    public void stop() {
        probes.close();
    }

    /** It runs until the real server does, and never again. */
    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public int getPhase() {
        return WEB_SERVERS - 1;
    }
}
