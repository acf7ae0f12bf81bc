package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link Slug}. */
public final class SlugValidator implements ConstraintValidator<Slug, CharSequence> {

    static final int MAX_LENGTH = 100;

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        return value == null || isSlug(value);
    }

    private static boolean isSlug(CharSequence value) {
        boolean afterHyphen = true; // so that none stands first
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            boolean hyphen = character == '-';
            boolean fine = hyphen ? !afterHyphen : isLetterOrDigit(character);
            if (!fine) {
                return false;
            }
            afterHyphen = hyphen;
        }
        return !afterHyphen;
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    }
}
