package dev.readiness.spring.secrets;

import java.util.ArrayList;
import java.util.List;

/**
 * A placeholder in the value of a property.
 *
 * @param text the whole of it, <code>${DB_PASSWORD:postgres}</code> for example
 * @param name what it refers to
 * @param hasFallback whether it says what to take otherwise
 */
record PlaceholderInUse(String text, String name, boolean hasFallback) {

    /** Returns the outermost placeholders of {@code value}, in their order; one that is escaped is none. */
    static List<PlaceholderInUse> in(String value) {
        List<PlaceholderInUse> placeholders = new ArrayList<>();
        int begin = value.indexOf("${");
        while (begin >= 0) {
            int end = endOf(value, begin);
            if (end < 0) {
                break;
            }
            if (begin == 0 || value.charAt(begin - 1) != '\\') {
                placeholders.add(of(value.substring(begin, end)));
            }
            begin = value.indexOf("${", end);
        }
        return placeholders;
    }

    private static PlaceholderInUse of(String text) {
        String inside = text.substring(2, text.length() - 1);
        int colon = inside.indexOf(':');
        return colon < 0
                ? new PlaceholderInUse(text, inside.strip(), false)
                : new PlaceholderInUse(text, inside.substring(0, colon).strip(), true);
    }

    private static int endOf(String value, int begin) {
        int depth = 0;
        for (int i = begin + 1; i < value.length(); i++) {
            if (value.charAt(i) == '{') {
                depth++;
            } else if (value.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
