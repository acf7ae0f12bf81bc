package dev.readiness.spring.secrets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names in the source of what the compiler named. */
final class SourceMethods {

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

    private SourceMethods() {}

    /** Returns the method that a reader of the source sees: the one around a lambda. */
    static String nameOf(String method) {
        Matcher lambda = LAMBDA.matcher(method);
        return lambda.matches() ? lambda.group(1) : method;
    }
}
