package dev.readiness.validation;

import org.jspecify.annotations.Nullable;

/** Keeps rejected values out of the messages of constraints, which may use {@code ${validatedValue}}. */
public final class ConstraintMessages {

    private static final String NEUTRAL = "is not valid";

    /** Shorter values are found in innocent messages: the 8 in "size must be between 8 and 64". */
    private static final int SHORTEST_TELLING_VALUE = 4;

    private ConstraintMessages() {}

    /** Returns {@code message}, or a neutral one if it repeats {@code value} or there is no message. */
    public static String withoutValue(@Nullable String message, @Nullable Object value) {
        if (message == null || message.isBlank()) {
            return NEUTRAL;
        }
        if (value == null) {
            return message;
        }
        String text = value.toString();
        return text.length() >= SHORTEST_TELLING_VALUE && message.contains(text) ? NEUTRAL : message;
    }
}
