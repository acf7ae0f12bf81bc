package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link E164}. */
public final class E164Validator implements ConstraintValidator<E164, CharSequence> {

    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        return value == null || isNumber(value);
    }

    private static boolean isNumber(CharSequence value) {
        int digits = value.length() - 1;
        return digits >= FEWEST_DIGITS
                && digits <= MOST_DIGITS
                && value.charAt(0) == '+'
                && value.charAt(1) != '0'
                && value.chars().skip(1).allMatch(character -> character >= '0' && character <= '9');
    }
}
