package dev.readiness.spring.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds in an answer what tells a stranger how the application is made. */
final class Leak {

    private static final Map<String, Pattern> SIGNS = signs();

    private Leak() {}

    /** Returns what {@code text} leaks, if anything. */
    static Optional<String> in(String text) {
        return SIGNS.entrySet().stream()
                .filter(sign -> sign.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Map<String, Pattern> signs() {
        Map<String, Pattern> signs = new LinkedHashMap<>();
        signs.put(
                "a stack trace",
                Pattern.compile(
                        "at [\\w.$/@-]+\\((?:[\\w$]+\\.(?:java|kt|groovy|scala):\\d+|Native Method|Unknown Source)\\)"));
        signs.put("the name of a class", Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.){2,}[A-Z]\\w*"));
        signs.put("the name of an exception", Pattern.compile("\\b[A-Z][a-z]\\w*Exception\\b"));
        return signs;
    }
}
