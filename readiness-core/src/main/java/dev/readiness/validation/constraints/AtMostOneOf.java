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
 * Of several properties at most one has a value: neither {@code null} nor empty. The violation is reported at each property
 * beyond the first that has one.
 */
@Documented
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(AtMostOneOf.List.class)
@Constraint(validatedBy = AtMostOneOfValidator.class)
public @interface AtMostOneOf {

    /** Returns the names of the properties, two or more. */
    String[] value();

    /** Returns whether one of them must have a value, so that it is exactly one. */
    boolean required() default false;

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.AtMostOneOf.message}";

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
        AtMostOneOf[] value();
    }
}
