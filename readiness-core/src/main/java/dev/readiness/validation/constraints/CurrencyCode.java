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
 * The text is a currency code of three capital letters that ISO 4217 has assigned, as this JDK knows it. {@code null} is
 * valid. For {@code javax.money} types use Hibernate Validator's {@code @Currency}.
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
@Size(max = 3)
@ReportAsSingleViolation
@Constraint(validatedBy = CurrencyCodeValidator.class)
public @interface CurrencyCode {

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.CurrencyCode.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
