package dev.readiness.secrets;

import java.util.Optional;

/** Why a value must not be used as a secret. */
enum SecretWeakness {
    /** Nobody resolved the placeholder, and its text would be the secret. */
    UNRESOLVED("is a placeholder that nothing resolves, so its text would be the secret"),
    /** Somebody meant to replace it. */
    PLACEHOLDER("is a text that waits to be replaced"),
    /** Anybody would try it first. */
    WELL_KNOWN("is a default that anybody would try first"),
    /** A tutorial shows it. */
    PUBLISHED("is a key that tutorials publish"),
    /** Few characters, again and again, or one after the other. */
    REPETITIVE("is made of a pattern that can be guessed"),
    /** It can be tried out. */
    TOO_SHORT("is too short");

    private static final int SHORTEST = 8;

    /** What HMAC with SHA-256 and AES ask of a key. */
    private static final int SHORTEST_KEY = 16;

    private static final double LEAST_ENTROPY = 2.0;

    private final String problem;

    SecretWeakness(String problem) {
        this.problem = problem;
    }

    static Optional<SecretWeakness> of(String name, String value) {
        if (!Placeholder.in(value).isEmpty()) {
            return Optional.of(UNRESOLVED);
        }
        if (SecretStrength.isWellKnown(value)) {
            return Optional.of(WELL_KNOWN);
        }
        if (SecretStrength.isPlaceholder(value)) {
            return Optional.of(PLACEHOLDER);
        }
        if (PublishedKeys.contains(value)) {
            return Optional.of(PUBLISHED);
        }
        if (value.length() < shortest(name)) {
            return Optional.of(TOO_SHORT);
        }
        return RandomText.entropy(value) < LEAST_ENTROPY || isSequence(value)
                ? Optional.of(REPETITIVE)
                : Optional.empty();
    }

    private static boolean isSequence(String value) {
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) - value.charAt(i - 1) != 1) {
                return false;
            }
        }
        return true;
    }

    private static int shortest(String name) {
        return SecretName.of(name).isKeyOfCipher() ? SHORTEST_KEY : SHORTEST;
    }

    /** Returns what is wrong with the secret {@code name}. Holds no value. */
    String problem(String name) {
        return this == TOO_SHORT ? problem + " (at least " + shortest(name) + " characters)" : problem;
    }
}
