package dev.readiness.spring.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves a record in the audit trail each time the method is called, on a handler or on a service.
 *
 * <p>A success is recorded in the same transaction as what the method changes: there is no change without a record, and no
 * record without a change. To that end a handler that has no transaction of its own gets one. An exception is recorded as
 * a failure, or as a denial, after the transaction was rolled back. If the record cannot be stored, the method fails.
 *
 * <p>Without a store ({@code readiness.audit.store}) the annotation does nothing, and the hardening report says so.
 *
 * <pre>{@code
 * @PostMapping("/appointments")
 * @AuditAction(value = "appointment.book", target = "#result.id", subject = "#result.patientId")
 * Appointment book(@RequestBody Booking booking) { … }
 * }</pre>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AuditAction {

    /** Name of the action, stable, lower case and dotted: {@code appointment.book}. Before the dot is the type of the target. */
    String value();

    /** SpEL expression for the id of what it is done to: {@code #id} is a parameter, {@code #result} what is returned. */
    String target() default "";

    /** SpEL expression for the person whose data it concerns. */
    String subject() default "";
}
