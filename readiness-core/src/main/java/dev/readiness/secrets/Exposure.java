package dev.readiness.secrets;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How a text gives a secret away, or that it does not. */
enum Exposure {
    /** The secret stands there. */
    LITERAL("A secret stands in %s in plain text."),
    /** The secret stands there, and it is one that anybody would try first. */
    WELL_KNOWN("A well-known default stands in %s as a secret."),
    /** Somebody meant to put a secret there and did not. */
    PLACEHOLDER("A text that waits to be replaced stands in %s where a secret belongs."),
    /** The secret comes from outside, but without it the application runs with the one that stands there. */
    FALLBACK("When nobody sets it from outside, the value behind the placeholder in %s is used, and whoever reads the "
            + "file knows it."),
    /** The secret comes from outside. */
    REFERENCE(""),
    /** No secret. */
    NONE("");

    private static final int MAX_DEPTH = 5;

    /** How Google shows what a program signs in to a mailbox with; with letters that no four words for people have. */
    private static final Pattern APP_PASSWORD =
            Pattern.compile("(?=.*([jqz]|\\b[^aeiouy ]{4}\\b))[a-z]{4}( [a-z]{4}){3}");

    private final String problem;

    Exposure(String problem) {
        this.problem = problem;
    }

    /** Returns whether a secret can be read from the text. */
    boolean isFailure() {
        return !problem.isEmpty();
    }

    /** Returns whether somebody who reads the text has the secret that the application runs with. */
    boolean isLeak() {
        return isFailure() && this != PLACEHOLDER;
    }

    /** Returns what is wrong, for something that stands in {@code place}. */
    String problem(String place) {
        return problem.formatted(place);
    }

    /**
     * Returns how {@code text} gives away the secret {@code name}.
     *
     * @param references returns the text that the same files hold under a name that a placeholder refers to
     */
    static Exposure of(String name, String text, Function<String, Optional<String>> references) {
        return of(SecretName.of(name), text.trim(), references, 0);
    }

    /** Returns how {@code text}, which the code gives to the constant or variable {@code name}, gives a secret away. */
    static Exposure ofConstant(String name, String text) {
        Exposure exposure = of(name, text, reference -> Optional.empty());
        if (exposure == FALLBACK || SecretShape.looksSecret(text) || PublishedKeys.contains(text)) {
            return exposure == NONE && PublishedKeys.contains(text) ? LITERAL : exposure;
        }
        return ConstantName.isNameOfSomething(SecretName.of(name), text) ? NONE : exposure;
    }

    private static Exposure of(SecretName name, String text, Function<String, Optional<String>> references, int depth) {
        List<Placeholder> placeholders = Placeholder.in(text);
        if (text.isEmpty() || text.contains("#{") || depth > MAX_DEPTH) {
            return NONE;
        }
        if (SecretShape.looksSecret(text)) {
            return LITERAL;
        }
        if (placeholders.isEmpty()) {
            return ofText(name, text);
        }
        boolean fallback =
                placeholders.stream().anyMatch(placeholder -> isGuessable(name, placeholder, references, depth));
        if (fallback) {
            return FALLBACK;
        }
        return name.looksSecret() ? REFERENCE : NONE;
    }

    private static Exposure ofText(SecretName name, String text) {
        if (name.looksSecret()) {
            return ofLiteral(name, text);
        }
        return name.isMaybeKey() && RandomText.looksRandom(text) && !HarmlessValue.matches(text) ? LITERAL : NONE;
    }

    private static boolean isGuessable(
            SecretName name, Placeholder placeholder, Function<String, Optional<String>> references, int depth) {
        SecretName target = SecretName.of(placeholder.name());
        SecretName effective = target.looksSecret() ? target : name;
        return of(effective, placeholder.fallback().trim(), references, depth + 1)
                        .isFailure()
                || references
                        .apply(placeholder.name())
                        .map(text -> of(effective, text.trim(), references, depth + 1))
                        .filter(Exposure::isFailure)
                        .isPresent();
    }

    private static Exposure ofLiteral(SecretName name, String text) {
        if (PublishedKeys.contains(text)) {
            return WELL_KNOWN;
        }
        if (name.isOfMail() && APP_PASSWORD.matcher(text).matches()) {
            return LITERAL;
        }
        boolean harmless = SecretShape.isHarmless(text) && !name.isChosenNumber(text);
        if (SecretStrength.isWellKnown(text) && (name.isChosenByPeople() || !harmless)) {
            return WELL_KNOWN;
        }
        if (SecretStrength.isPlaceholder(text)) {
            return PLACEHOLDER;
        }
        return harmless || HarmlessValue.isSentence(text, name.isMaybePhrase()) ? NONE : LITERAL;
    }
}
