package dev.readiness.secrets;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells constants that name a form field, a column or a message from those that hold a secret. */
final class ConstantName {

    /** Patterns, dotted property names and templates, which stand under a secret's name in code only. */
    private static final Pattern NOT_A_VALUE = Pattern.compile(
            "(?s).*(\\\\|%s|\\{}).*|\\^.*|[a-z][a-z-]*([._][a-z-]+)+|[a-z]+([A-Z][a-z]+)+|[a-z]+([_-][a-z]+)*[:.]|[a-z.-]+/[a-z/.-]+|.{1,3}|\\W+");

    /** A value that somebody made up to stand for a secret, although it has the form of a name. */
    private static final Pattern MADE_UP = Pattern.compile(
            "(?i)(my|super|very|top|our|change|s3cr3t|this|test|dev|demo|prod|local|temp|tmp|default|fallback|random|fake|hello|strong)[\\w.-]*(secret|passw|key|token|pass).*"
                    + "|.*(secret|passw|key|token|pass)\\w*[._-]?(please|change|here|123\\w*|dev|prod|local|\\d+)"
                    + "|(secret|key|pass(word)?)[._-]?(secret|key|for)?[._-].*(jwt|sign|token|app|auth).*");

    /** Words that make the name of something of the constant that begins with them. */
    private static final Set<String> LABELS = Set.of(
            "att",
            "attr",
            "attribute",
            "claim",
            "column",
            "col",
            "field",
            "header",
            "param",
            "parameter",
            "prop",
            "property",
            "error",
            "err",
            "msg",
            "message",
            "label",
            "title",
            "route",
            "path",
            "url",
            "endpoint",
            "event",
            "action",
            "scope",
            "permission",
            "cache",
            "topic",
            "queue",
            "metric",
            "tag",
            "regex",
            "pattern",
            "format",
            "prefix");

    private ConstantName() {}

    /** Returns whether somebody made {@code text} up to stand for a secret, although it has the form of a name. */
    static boolean isMadeUp(String text) {
        return MADE_UP.matcher(text).matches();
    }

    static boolean isNameOfSomething(SecretName constant, String text) {
        List<String> name = constant.words();
        if (!name.isEmpty() && name.size() > 1 && LABELS.contains(name.get(0))) {
            return true;
        }
        if (SecretStrength.isWellKnown(text)) {
            return SecretName.of(text).words().equals(name);
        }
        if (MADE_UP.matcher(text).matches() && !SecretName.of(text).words().equals(name)) {
            return false;
        }
        if (text.matches("[a-z]+(-[a-z]+)+")
                && String.join(" ", name).matches(".*\\b(cookie|token|me|session|account) keys?")) {
            return true;
        }
        return NOT_A_VALUE.matcher(text).matches() || isNameOfASecret(text);
    }

    private static boolean isNameOfASecret(String text) {
        return text.matches("[\\p{L}_.$-]+") && SecretName.of(text).looksSecret();
    }
}
