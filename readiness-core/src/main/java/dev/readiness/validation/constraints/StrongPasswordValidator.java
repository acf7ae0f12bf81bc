package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks {@link StrongPassword}. */
public final class StrongPasswordValidator {

    private static final int SMALLEST_MIN = 8;

    private final int min;

    private final int maxBytes;

    private final List<String> context;

    private StrongPasswordValidator(StrongPassword constraint) {
        if (constraint.min() < SMALLEST_MIN) {
            throw new IllegalArgumentException(
                    "'min' must be at least " + SMALLEST_MIN + " but is " + constraint.min());
        }
        this.min = constraint.min();
        this.maxBytes = constraint.maxBytes();
        this.context = Stream.of(constraint.context())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() > 2)
                .toList();
    }

    private boolean isStrong(CharSequence password) {
        return Character.codePointCount(password, 0, password.length()) >= min
                && password.length() <= maxBytes
                && StandardCharsets.UTF_8.encode(CharBuffer.wrap(password)).remaining() <= maxBytes
                && !CommonPasswords.contains(password)
                && !isMadeUpOfContext(password);
    }

    /** Whether little is left once a word of the context is taken out. */
    private boolean isMadeUpOfContext(CharSequence password) {
        String lower = password.toString().toLowerCase(Locale.ROOT);
        return context.stream().anyMatch(word -> lower.contains(word) && lower.length() - word.length() < SMALLEST_MIN);
    }

    /** Checks text. */
    public static final class ForText implements ConstraintValidator<StrongPassword, CharSequence> {

        private @Nullable StrongPasswordValidator rules;

        @Override
        public void initialize(StrongPassword constraint) {
            rules = new StrongPasswordValidator(constraint);
        }

        @Override
        public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext validation) {
            return value == null || rules == null || rules.isStrong(value);
        }
    }

    /** Checks characters that are wiped after use. Checking makes a short-lived copy that the garbage collector takes. */
    public static final class ForCharacters implements ConstraintValidator<StrongPassword, char[]> {

        private @Nullable StrongPasswordValidator rules;

        @Override
        public void initialize(StrongPassword constraint) {
            rules = new StrongPasswordValidator(constraint);
        }

        @Override
        public boolean isValid(char @Nullable [] value, ConstraintValidatorContext validation) {
            return value == null || rules == null || rules.isStrong(CharBuffer.wrap(value));
        }
    }
}
