package dev.readiness.validation.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text names a region of the time zone database that this JDK knows, such as {@code Europe/Zurich}, or {@code UTC}. An
 * offset such as {@code +02:00} is none: it does not survive a change of summer time. {@code null} is valid.
 */
@Documented
@Target({
    ElementType.METHOD,
    ElementType.FIELD,
    ElementType.ANNOTATION_TYPE,
    ElementType.CONSTRUCTOR,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
@Size(max = 64)
@ReportAsSingleViolation
@Constraint(validatedBy = ZoneNameValidator.class)
public @interface ZoneName {

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.ZoneName.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
