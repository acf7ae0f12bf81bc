/**
 * Is it working now: checks of what the application needs, gathered into the liveness and the readiness probe.
 *
 * <p>Begin with {@link dev.readiness.health.HealthChecks}, which holds named {@link dev.readiness.health.HealthCheck}s and
 * returns a {@link dev.readiness.health.HealthReport} for a {@link dev.readiness.health.Probe}. Whatever a check does, it
 * never reaches the caller of a probe as an exception.
 */
@NullMarked
package dev.readiness.health;

import org.jspecify.annotations.NullMarked;
