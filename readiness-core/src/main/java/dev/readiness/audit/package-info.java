/**
 * Who did what to what, for whom and with what outcome: records that are durable before they are acknowledged.
 *
 * <p>Begin with {@link dev.readiness.audit.AuditTrail}, which an application calls, and choose one of the stores of
 * {@link dev.readiness.audit.AuditStore}.
 */
@NullMarked
package dev.readiness.audit;

import org.jspecify.annotations.NullMarked;
