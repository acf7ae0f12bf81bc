package dev.readiness.validation.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The collection, map, array or tree of them is small enough to work on: no more elements in all, and no deeper, than stated.
 * Counting stops at the limit, so that refusing costs no more than accepting. Keys of maps are not descended into, and an
 * object that is neither collection nor map nor array counts as one element. {@code null} is valid.
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
@Constraint(validatedBy = BoundedValidator.class)
public @interface Bounded {

    /** Returns the largest number of elements in all levels together, 1 or more. */
    int elements() default 1000;

    /** Returns the deepest level, 1 being the elements of the outermost container. */
    int depth() default 5;

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.Bounded.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
