package dev.readiness.spring.health;

import dev.readiness.health.Drain;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Drains before anything else is stopped, above all before Spring Boot's graceful shutdown refuses new requests. */
final class DrainLifecycle implements SmartLifecycle {

    private final Runnable drain;
    private final Runnable end;
    private final boolean blind;
    private final ApplicationContext context;

    private volatile boolean running;

    private volatile boolean refused;

    private DrainLifecycle(Runnable drain, Runnable end, boolean blind, ApplicationContext context) {
        this.drain = drain;
        this.end = end;
        this.blind = blind;
        this.context = context;
    }

    /** Returns one that waits until the probes have seen it. */
    static DrainLifecycle of(Drain drain, ApplicationContext context) {
        return new DrainLifecycle(drain::run, drain::end, false, context);
    }

    /** Returns one that sees no probes and waits as {@code drain} does. */
    static DrainLifecycle blind(Runnable drain, ApplicationContext context) {
        return new DrainLifecycle(drain, () -> {}, true, context);
    }

    boolean isBlind() {
        return blind;
    }

    /** The last to start, when requests are served: a context that goes on after a stop takes traffic again. */
    @Override
    public void start() {
        running = true;
        if (refused) {
            refused = false;
            end.run();
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Override
    public void stop() {
        refused = true;
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        // On this thread, which the time limit of a shutdown phase does not cut off.
        drain.run();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The highest phase is stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
