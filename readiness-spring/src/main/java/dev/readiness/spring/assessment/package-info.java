/**
 * The hardening report of a running Spring Boot application: the inventory of its endpoints, the assessment in the
 * background, one log line, and the actuator endpoint {@code hardening}.
 */
@NullMarked
package dev.readiness.spring.assessment;

import org.jspecify.annotations.NullMarked;
