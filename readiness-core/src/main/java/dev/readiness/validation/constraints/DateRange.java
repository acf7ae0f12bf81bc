package dev.readiness.validation.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of two properties, the first comes before the second, or is equal where that is allowed, and both are no further apart than
 * stated. Both must be of one {@link Comparable} type, for instance {@link java.time.LocalDate}. If either is {@code null},
 * the range is open and valid. The violation is reported at the property {@code to}.
 */
@Documented
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(DateRange.List.class)
@Constraint(validatedBy = DateRangeValidator.class)
public @interface DateRange {

    /** Returns the name of the property that comes first. */
    String from();

    /** Returns the name of the property that comes last. */
    String to();

    /** Returns whether both may be equal. */
    boolean allowEqual() default true;

    /** Returns the longest range as {@link java.time.Duration} or {@link java.time.Period} takes it, {@code P31D} or {@code PT8H}; empty for any. */
    String max() default "";

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.DateRange.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};

    /** Holds several of them on one type. */
    @Documented
    @Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {

        /** Returns the constraints. */
        DateRange[] value();
    }
}
