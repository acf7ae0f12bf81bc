package dev.readiness.spring.secrets;

import java.util.Locale;

/**
 * A value that a statement writes into the log.
 *
 * @param className name of the class that has the statement, with dots
 * @param method name of the method, of which a lambda's is that of the method around it
 * @param level name of the logger's method, {@code print} for the console
 * @param value what is written, as the code names it
 * @param kind what it is
 */
record LoggedValue(String className, String method, String level, String value, Kind kind) {

    enum Kind {
        SECRET,
        PERSONAL
    }

    /** Returns the place as a reader of the code would write it. */
    String where() {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
    }

    String what() {
        return value + " at " + level.toUpperCase(Locale.ROOT);
    }
}
