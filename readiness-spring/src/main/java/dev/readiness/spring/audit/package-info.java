/**
 * The audit trail in a Spring Boot application: {@link dev.readiness.spring.audit.AuditAction} on a method leaves a record
 * in the transaction of the business row, refusals are recorded from Spring Security's events, and
 * {@code /actuator/auditevents} shows what was recorded.
 */
@NullMarked
package dev.readiness.spring.audit;

import org.jspecify.annotations.NullMarked;
