package dev.readiness.spring.ratelimit;

/** Tells paths as everybody writes them from those that two readers may understand differently. */
final class Spelling {

    private Spelling() {}

    /** Returns whether {@code path} has escapes, parameters, backslashes, dots, or empty segments, or ends in a slash. */
    static boolean isUnusual(String path) {
        int last = path.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = path.charAt(i);
            if (c == '%' || c == ';' || c == '\\' || c > '~') {
                return true;
            }
            if (c == '/' && i > 0 && (i == last || path.charAt(i - 1) == '/')) {
                return true;
            }
            if (c == '.' && i > 0 && path.charAt(i - 1) == '/') {
                return true;
            }
        }
        return false;
    }
}
