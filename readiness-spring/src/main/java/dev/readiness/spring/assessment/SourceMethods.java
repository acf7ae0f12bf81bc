package dev.readiness.spring.assessment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names in the source of what the compiler named. Safe for use by many threads. */
public final class SourceMethods {

    /** As javac names them, and as the compiler of Kotlin does. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+|(\\w+?)(?:\\$lambda\\$\\d+)+");

    private SourceMethods() {}

    /** Returns the method that a reader of the source sees: the one around a lambda. */
    public static String nameOf(String method) {
        Matcher lambda = LAMBDA.matcher(method);
        if (!lambda.matches()) {
            return method;
        }
        return lambda.group(1) != null ? lambda.group(1) : lambda.group(2);
    }
}
