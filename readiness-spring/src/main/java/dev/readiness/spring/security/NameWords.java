package dev.readiness.spring.security;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that a name is put together of. */
final class NameWords {

    /** Whoever has lost a password cannot log in. */
    private static final Set<Set<String>> LOST_PASSWORDS = Set.of(
            Set.of("forgot", "password"),
            Set.of("forgotten", "password"),
            Set.of("reset", "password"),
            Set.of("recovery", "password"));

    private NameWords() {}

    /** Returns the words of {@code name} in small letters, {@code new} and {@code token} of {@code newToken} or {@code new-token}. */
    static Set<String> of(String name) {
        return Stream.of(name.split("[-_.$]|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a class of this name is for those who have lost their password, and not for who sets it for others. */
    static boolean isForLostPasswords(String className) {
        Set<String> words = of(className);
        return LOST_PASSWORDS.stream().anyMatch(words::containsAll)
                && words.stream().noneMatch(RoleMissingRule.ADMINISTRATION::contains);
    }
}
