package dev.readiness.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a property, field or constant, taken apart into words: {@code sms.apiKey}, {@code SMS_API_KEY} and
 * {@code sms.api-key} have the same ones.
 */
record SecretName(List<String> words) {

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");
    private static final Pattern BOUNDARY =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private static final Set<String> SECRETS = Set.of(
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "pwd",
            "pass",
            "secret",
            "secrets",
            "token",
            "tokens",
            "credential",
            "credentials",
            "apikey",
            "apikeys",
            "secretkey",
            "privatekey",
            "accesskey");

    /** Words that make a secret of the key that follows. A public, primary or cache key is none. */
    private static final Set<String> SECRET_KEYS = Set.of(
            "access",
            "account",
            "api",
            "auth",
            "cipher",
            "encryption",
            "hmac",
            "jwt",
            "master",
            "private",
            "secret",
            "shared",
            "signing");

    /** A token of these kinds is no secret, or not the application's. */
    private static final Set<String> HARMLESS_TOKENS = Set.of("csrf", "xsrf", "stop", "page", "next", "pagination");

    static SecretName of(String name) {
        return new SecretName(BOUNDARY.splitAsStream(INDEX.matcher(name).replaceFirst(""))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList());
    }

    /** Returns whether something of this name is a secret, as far as a name can tell. */
    boolean looksSecret() {
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        String before = words.size() > 1 ? words.get(words.size() - 2) : "";
        if (last.startsWith("token")) {
            return SECRETS.contains(last) && !HARMLESS_TOKENS.contains(before);
        }
        return SECRETS.contains(last) || (last.matches("keys?") && SECRET_KEYS.contains(before));
    }

    /** Returns whether people choose such a secret themselves, so that a number may be one. */
    boolean isChosenByPeople() {
        return Stream.of("password", "passwd", "pwd", "pass", "passphrase")
                .anyMatch(words.get(words.size() - 1)::equals);
    }

    /** Returns the environment variable that this name would be read from. */
    String variable() {
        return String.join("_", words).toUpperCase(Locale.ROOT);
    }
}
