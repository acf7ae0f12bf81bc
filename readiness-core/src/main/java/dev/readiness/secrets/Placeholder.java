package dev.readiness.secrets;

import java.util.ArrayList;
import java.util.List;

/**
 * A reference {@code ${name}} or {@code ${name:fallback}} in a configuration.
 *
 * @param name what is referred to
 * @param fallback what is used when nothing has that name; empty if nothing is stated
 */
record Placeholder(String name, String fallback) {

    private static final String BEGIN = "${";

    /** Returns the outermost placeholders of {@code text}, in order. */
    static List<Placeholder> in(String text) {
        List<Placeholder> placeholders = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int end = endOf(text, begin);
            if (end < 0) {
                break;
            }
            placeholders.add(parse(text.substring(begin + BEGIN.length(), end)));
            begin = text.indexOf(BEGIN, end);
        }
        return placeholders;
    }

    private static Placeholder parse(String inside) {
        int colon = inside.indexOf(':');
        return colon < 0
                ? new Placeholder(inside.trim(), "")
                : new Placeholder(inside.substring(0, colon).trim(), fallback(inside.substring(colon + 1)));
    }

    /** Returns the fallback, also in the forms of a shell: {@code :-value}, {@code :=value}, and {@code :?message} for none. */
    private static String fallback(String text) {
        if (text.startsWith("?") || text.startsWith("+")) {
            return "";
        }
        return text.startsWith("-") || text.startsWith("=") ? text.substring(1) : text;
    }

    private static int endOf(String text, int begin) {
        int depth = 0;
        for (int i = begin + 1; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
