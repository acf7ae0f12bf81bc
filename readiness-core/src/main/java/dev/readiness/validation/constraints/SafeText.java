package dev.readiness.validation.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text is what a person can read and every log, page and database can show: no control, bidirectional or invisible
 * character, no half of a surrogate pair, no character that Unicode has not assigned, and in normal form C (Unicode Standard
 * Annex 15). What is invisible but needed is kept: a zero-width joiner in an emoji, a joiner or non-joiner in Arabic and Indic
 * words (Unicode Standard Annex 31, section 2.3).
 *
 * <p>Says nothing about the length: add {@code @Size(max = …)}. {@code null} is valid.
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
@Constraint(validatedBy = SafeTextValidator.class)
public @interface SafeText {

    /** Returns whether line feeds, carriage returns and tabs are allowed; by default the text is one line. */
    boolean multiline() default false;

    /** Returns whether each word must keep to one script, so that no letter is taken for another one: <i>pаypal</i> with a Cyrillic letter is refused (Unicode Technical Standard 39, level highly restrictive). */
    boolean singleScript() default false;

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.SafeText.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
