package dev.readiness.spring.validation;

/** Tells whether a regular expression limits the length of what it matches. */
final class RegexBounds {

    private RegexBounds() {}

    /** Returns false if the expression repeats something without end, outside of character classes. */
    static boolean isBounded(String regexp) {
        boolean inClass = false;
        for (int i = 0; i < regexp.length(); i++) {
            char c = regexp.charAt(i);
            if (c == '\\') {
                i++; // the next character stands for itself or for one class
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (c == '*' || isPlusQuantifier(regexp, i) || isOpenRange(regexp, i)) {
                return false;
            }
        }
        return true;
    }

    /** A plus after another quantifier only makes that one possessive. */
    private static boolean isPlusQuantifier(String regexp, int index) {
        return regexp.charAt(index) == '+' && index > 0 && "?}".indexOf(regexp.charAt(index - 1)) < 0;
    }

    private static boolean isOpenRange(String regexp, int index) {
        return regexp.startsWith(",}", index);
    }
}
