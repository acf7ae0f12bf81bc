package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks {@link SafeFileName}. */
public final class SafeFileNameValidator implements ConstraintValidator<SafeFileName, CharSequence> {

    private static final int MAX_BYTES = 255;

    private static final String SEPARATORS_AND_WILDCARDS = "/\\:*?\"<>|";

    /** Names that Windows takes for devices, whatever their extension. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

    private Set<String> extensions = Set.of();

    @Override
    public void initialize(SafeFileName constraint) {
        extensions = Set.of(constraint.extensions());
    }

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        return value == null || isSafe(value.toString());
    }

    private boolean isSafe(String name) {
        return !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && !isDotOrSpace(name.charAt(0))
                && !isDotOrSpace(name.charAt(name.length() - 1))
                && name.chars().noneMatch(character -> SEPARATORS_AND_WILDCARDS.indexOf(character) >= 0)
                && TextRules.isSafe(name, false)
                && !isDevice(name)
                && (extensions.isEmpty() || extensions.contains(extensionOf(name)));
    }

    private static boolean isDotOrSpace(char character) {
        return character == '.' || Character.isSpaceChar(character);
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).trim().toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem) || isPort(stem);
    }

    /** COM1 to COM9 and LPT1 to LPT9, and the same with the superscript digits that Windows takes as well. */
    private static boolean isPort(String stem) {
        return stem.length() == 4
                && (stem.startsWith("com") || stem.startsWith("lpt"))
                && "0123456789\u00B9\u00B2\u00B3".indexOf(stem.charAt(3)) >= 0;
    }

    private static String extensionOf(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
