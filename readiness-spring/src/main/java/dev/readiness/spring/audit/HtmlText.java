package dev.readiness.spring.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text within HTML that stays text, in elements and in quoted attributes. */
final class HtmlText {

    private HtmlText() {}

    static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            append(safe, text.charAt(at));
        }
        return safe.toString();
    }

    /**
     * Returns {@code text} as an element that cannot disturb what is around it: a right-to-left text stays within, and
     * characters that cannot be seen but make others look different are written out.
     */
    static String isolated(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 32).append("<bdi>");
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (isDeceptive(character)) {
                safe.append(String.format("<i>\\u%04x</i>", (int) character));
            } else {
                append(safe, character);
            }
        }
        return safe.append("</bdi>").toString();
    }

    /** Returns {@code text} as a value within a query, which needs no further escaping. */
    static String inQuery(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder safe, char character) {
        switch (character) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> safe.append(character);
        }
    }

    /** Characters of format, except the two joiners: scripts and emoji need those to be written at all. */
    private static boolean isDeceptive(char character) {
        return Character.getType(character) == Character.FORMAT && character != '\u200c' && character != '\u200d';
    }
}
