package dev.readiness.health;

import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an instance out of the load balancer before it stops taking requests, so that none is lost.
 *
 * <p>A server that just stops refuses the requests that are sent to it until the next probes have failed. A drain makes
 * readiness down first and goes on serving until those probes have been answered:
 *
 * <pre>{@code
 * Drain.of(monitor, Duration.ofSeconds(10), 3).run();
 * server.stop(20);
 * }</pre>
 *
 * <p>Immutable; safe for use by many threads.
 */
public final class Drain {

    private static final Logger LOGGER = LoggerFactory.getLogger(Drain.class);

    private final HealthMonitor monitor;
    private final Duration delay;
    private final int probes;

    private Drain(HealthMonitor monitor, Duration delay, int probes) {
        this.monitor = Objects.requireNonNull(monitor, "monitor");
        this.delay = delay;
        this.probes = probes;
        if (delay.isZero() || delay.isNegative()) {
            throw new IllegalArgumentException("'delay' must be more than nothing but is " + delay);
        }
        if (probes < 1) {
            throw new IllegalArgumentException("'probes' must be at least 1 but is " + probes);
        }
    }

    /**
     * Returns a drain.
     *
     * @param delay how long to wait at most
     * @param probes how many probes must have been told that the instance is not ready: as many as the load balancer wants in
     *     a row, for each load balancer that asks
     */
    public static Drain of(HealthMonitor monitor, Duration delay, int probes) {
        return new Drain(monitor, delay, probes);
    }

    /**
     * Makes readiness down and waits until enough probes have been told, or the time is over, or this thread is interrupted.
     * What is in flight is for the caller to finish.
     *
     * @return whether enough probes have been told
     */
    public boolean run() {
        LOGGER.info(
                "Draining: readiness is down, and requests are served until {} probes have seen it, at most {}",
                probes,
                delay);
        monitor.refuseTraffic("draining");
        boolean seen = monitor.awaitRefusalsRead(probes, delay);
        if (seen) {
            LOGGER.info("Drained: {} probes have seen that readiness is down", monitor.refusalsRead());
        } else {
            LOGGER.warn(
                    "Only {} of {} probes saw within {} that readiness is down; requests may be lost. Probe more often, or"
                            + " wait longer",
                    monitor.refusalsRead(),
                    probes,
                    delay);
        }
        return seen;
    }

    /** Takes back {@link #run}, for a process that goes on after all: readiness follows the checks again. */
    public void end() {
        monitor.acceptTraffic();
    }
}
