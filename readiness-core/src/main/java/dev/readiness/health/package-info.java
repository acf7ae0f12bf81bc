/**
 * Is it working now: checks of what the application needs, gathered into the liveness, the readiness and the startup probe.
 *
 * <p>Begin with {@link dev.readiness.health.HealthMonitor}, which runs named {@link dev.readiness.health.HealthCheck}s again
 * and again, and returns a {@link dev.readiness.health.HealthReport} for a {@link dev.readiness.health.Probe} without running
 * any. Whatever a check does, it reaches nobody as an exception.
 */
@NullMarked
package dev.readiness.health;

import org.jspecify.annotations.NullMarked;
