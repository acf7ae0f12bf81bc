package dev.readiness.spring.security;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Tries the passwords that are tried first by everybody. Counts the comparisons and stops at a bound. */
final class Guesses {

    private static final List<String> WELL_KNOWN = List.of(
            "password",
            "admin",
            "123456",
            "12345678",
            "123456789",
            "1234",
            "12345",
            "qwerty",
            "secret",
            "changeit",
            "changeme",
            "change-me",
            "letmein",
            "welcome",
            "root",
            "test",
            "guest",
            "demo",
            "user",
            "default",
            "admin123",
            "admin1234",
            "password1",
            "password123",
            "Passw0rd",
            "P@ssw0rd",
            "");

    private static final Pattern BCRYPT = Pattern.compile("(\\{bcrypt})?\\$2[aby]?\\$\\d\\d\\$[./0-9A-Za-z]{53}");

    private final PasswordEncoder encoder;

    private int left;

    Guesses(PasswordEncoder encoder, int most) {
        this.encoder = encoder;
        this.left = most;
    }

    /**
     * Returns whether {@code password}, which may be marked as plain text, is one that is tried.
     *
     * @param texts the texts that stand beside it in the code, itself included, among them the user's name
     */
    static boolean include(String password, List<String> texts) {
        String plain = password.replaceFirst("^\\{noop}", "");
        boolean isName = Collections.frequency(texts, plain) > (plain.equals(password) ? 1 : 0);
        return WELL_KNOWN.contains(plain)
                || isName
                || (plain.endsWith("123") && texts.contains(plain.substring(0, plain.length() - 3)));
    }

    Answer isGuessable(UserDetails user) {
        List<String> candidates = Stream.concat(
                        Stream.of(user.getUsername(), user.getUsername() + "123"), WELL_KNOWN.stream())
                .distinct()
                .toList();
        if (left < candidates.size()) {
            return Answer.NOT_TRIED;
        }
        left -= candidates.size();
        return candidates.stream().anyMatch(candidate -> matches(candidate, user.getPassword()))
                ? Answer.YES
                : Answer.NO;
    }

    /** An encoder throws for a stored form that it does not know; nobody logs in with such a password. */
    private boolean matches(String candidate, @Nullable String stored) {
        try {
            return stored != null && isReadable(stored) && encoder.matches(candidate, stored);
        } catch (IllegalArgumentException ex) {
            return false;
        }
    }

    /** These encoders warn, in the log of the application, of each comparison with what they did not write. */
    private boolean isReadable(String stored) {
        if (encoder instanceof BCryptPasswordEncoder || stored.startsWith("{bcrypt}")) {
            return BCRYPT.matcher(stored).matches();
        }
        return !(encoder instanceof Argon2PasswordEncoder) || stored.startsWith("$argon2");
    }

    /** Whether a password was guessed. */
    enum Answer {
        YES,
        NO,
        NOT_TRIED
    }
}
