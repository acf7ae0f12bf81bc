/**
 * Health of a running Spring application: our checks among Spring Boot's, and the rules that look at its probes.
 *
 * <p>Actuator itself stays Spring Boot's. A bean of type {@link dev.readiness.health.HealthCheck} is all that is needed to
 * add a check.
 */
@NullMarked
package dev.readiness.spring.health;

import org.jspecify.annotations.NullMarked;
