package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link FormulaSafe}. */
public final class FormulaSafeValidator implements ConstraintValidator<FormulaSafe, CharSequence> {

    /** With their full-width forms, which some spreadsheets fold. */
    private static final String BEGIN_OF_FORMULA = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        if (value == null || value.length() == 0) {
            return true;
        }
        return BEGIN_OF_FORMULA.indexOf(firstShown(value)) < 0
                && value.chars().noneMatch(character -> character == '\n' || character == '\r');
    }

    /** Spreadsheets trim spaces before they look. */
    private static char firstShown(CharSequence value) {
        int at = 0;
        while (at < value.length() - 1 && (value.charAt(at) == ' ' || value.charAt(at) == '\u00A0')) {
            at++;
        }
        return value.charAt(at);
    }
}
