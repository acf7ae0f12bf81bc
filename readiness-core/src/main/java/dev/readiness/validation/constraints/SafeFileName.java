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
 * The text is the name of a file and nothing else on every common file system: no separator, no drive, not {@code .} or
 * {@code ..}, no device name such as {@code CON}, no leading dot or space, no trailing dot or space, no control character,
 * 255 bytes in UTF-8 at most. {@code null} is valid.
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
@Size(max = 255)
@ReportAsSingleViolation
@Constraint(validatedBy = SafeFileNameValidator.class)
public @interface SafeFileName {

    /** Returns the extensions that are allowed, in lower case and without the dot; by default any. It says nothing about the content. */
    String[] extensions() default {};

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.SafeFileName.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
