package dev.readiness.validation.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The password is long enough, not among the common ones, and does not repeat one character or the context (ASVS 5.0, 6.2.1 to
 * 6.2.12; NIST SP 800-63B section 5.1.1.2). There is no rule of composition: those make people predictable. A password is
 * never changed before it is hashed, so nothing is trimmed or normalised here. {@code null} is valid.
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
@Constraint(validatedBy = {StrongPasswordValidator.ForText.class, StrongPasswordValidator.ForCharacters.class})
public @interface StrongPassword {

    /** Returns the smallest number of code points, 8 or more. */
    int min() default 8;

    /** Returns the largest number of bytes in UTF-8: BCrypt takes 72 and ignores the rest. */
    int maxBytes() default 72;

    /** Returns words that must not make up the password, such as the name of the application. */
    String[] context() default {};

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.StrongPassword.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
