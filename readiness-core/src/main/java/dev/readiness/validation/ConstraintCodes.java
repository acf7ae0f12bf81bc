package dev.readiness.validation;

import java.util.Locale;
import java.util.regex.Pattern;

/** Turns the name of a constraint into the code of a violation: {@code NotBlank} into {@code not-blank}. */
public final class ConstraintCodes {

    private static final Pattern WORD_BOUNDARY =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private ConstraintCodes() {}

    /** Returns the code for the constraint with the simple name {@code constraint}. */
    public static String of(String constraint) {
        return WORD_BOUNDARY.matcher(constraint).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
