package dev.readiness.audit;

/** Makes text from outside safe to keep: on one line, encodable, and of bounded length. */
final class SafeText {

    private static final String CUT = "…";

    private SafeText() {}

    /**
     * Returns {@code text} with control characters, line separators and unpaired surrogates written as {@code \}{@code uXXXX},
     * cut to {@code limit} characters. What is safe already comes back unchanged.
     */
    static String of(String text, int limit) {
        int end = Math.min(text.length(), limit + 1);
        StringBuilder safe = new StringBuilder(end);
        for (int at = 0; at < end; ) {
            int codePoint = text.codePointAt(at);
            append(safe, codePoint);
            at += Character.charCount(codePoint);
        }
        return safe.length() <= limit ? safe.toString() : cut(safe, limit);
    }

    private static String cut(StringBuilder safe, int limit) {
        int end = limit - CUT.length();
        if (Character.isHighSurrogate(safe.charAt(end - 1))) {
            end--;
        }
        return safe.substring(0, end) + CUT;
    }

    private static void append(StringBuilder safe, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                safe.append(String.format("\\u%04x", codePoint));
            default -> safe.appendCodePoint(codePoint);
        }
    }
}
