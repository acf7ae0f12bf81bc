package dev.readiness.validation.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The amount has at most the decimal places of its currency and fits a column of {@code digits} digits. {@code null} is valid.
 * An amount such as {@code 1E+3} is 1000; trailing zeros count as decimal places, so that {@code 1.500} is refused at a scale
 * of 2.
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
@Constraint(validatedBy = MoneyValidator.class)
public @interface Money {

    /** Returns the largest number of decimal places, 0 to 9. */
    int scale() default 2;

    /** Returns the largest number of digits in all, 1 to 38. */
    int digits() default 19;

    /** Returns whether amounts below zero are allowed. */
    boolean negative() default false;

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.Money.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
