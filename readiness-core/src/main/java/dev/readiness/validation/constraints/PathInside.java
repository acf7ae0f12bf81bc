package dev.readiness.validation.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The path stays inside a directory once it is joined to it and normalised, and, as far as it exists, once links are followed.
 * {@code null} is valid. What is checked now may be a link later: open the file below the same directory, and let nobody else
 * write there.
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
@Constraint(validatedBy = {PathInsideValidator.ForText.class, PathInsideValidator.ForPath.class})
public @interface PathInside {

    /** Returns the directory, absolute or relative to the working directory. */
    String value();

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.PathInside.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
