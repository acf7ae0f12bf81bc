package dev.readiness.migration;

import java.util.Locale;

/**
 * One token of a script.
 *
 * @param text as it is written
 * @param start offset of its first character in the script
 * @param line its line, from 1
 */
record SqlToken(Kind kind, String text, int start, int line) {

    enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        QUOTED,
        /** A text, in quotes or between dollars. */
        TEXT,
        NUMBER,
        SYMBOL,
        /** What ends with the script instead of its own end, and psql's commands. */
        BROKEN
    }

    int end() {
        return start + text.length();
    }

    boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(wordOrSymbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** Returns the name as PostgreSQL stores it. */
    String folded() {
        return kind == Kind.QUOTED
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }

    /** Returns what a text holds, without quotes or dollars. */
    String content() {
        if (text.startsWith("$")) {
            int tag = text.indexOf('$', 1) + 1;
            return text.substring(tag, text.length() - tag);
        }
        int quote = text.indexOf('\'');
        return quote < 0 ? text : text.substring(quote + 1, text.length() - 1).replace("''", "'");
    }
}
