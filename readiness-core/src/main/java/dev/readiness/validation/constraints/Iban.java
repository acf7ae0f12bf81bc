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
 * The text is an international bank account number in electronic form (ISO 13616): capital letters and digits without spaces,
 * the length of its country, and check digits that fit (ISO 7064, mod 97-10). {@code null} is valid.
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
@Size(max = 34)
@ReportAsSingleViolation
@Constraint(validatedBy = IbanValidator.class)
public @interface Iban {

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.Iban.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
