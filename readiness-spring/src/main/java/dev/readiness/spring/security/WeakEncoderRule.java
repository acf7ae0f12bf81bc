package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Encodes a text twice with each password encoder of the application, and looks whether that would protect a password. */
final class WeakEncoderRule implements ReadinessRule {

    private static final String ID = "access.password-encoder-weak";

    private static final String PROBE = "a text that is nobody's password";

    private static final Pattern BCRYPT = Pattern.compile("(?:\\{\\w+})?\\$2[aby]?\\$(\\d\\d)\\$.*");

    private static final int LEAST_STRENGTH = 10;

    /** Salted, but made to be fast. */
    private static final Set<String> FAST = Set.of(
            "MessageDigestPasswordEncoder", "Md4PasswordEncoder", "StandardPasswordEncoder", "LdapShaPasswordEncoder");

    private static final Pattern FAST_IN_DELEGATION = Pattern.compile("\\{(?:MD4|MD5|SHA-1|SHA-256|sha256|ldap)}.*");

    private final Supplier<Map<String, PasswordEncoder>> encoders;

    WeakEncoderRule(Supplier<Map<String, PasswordEncoder>> encoders) {
        this.encoders = encoders;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Map<String, PasswordEncoder> present = encoders.get();
        return present.entrySet().stream()
                .map(entry -> assess(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Finding assess(String name, PasswordEncoder encoder) {
        String type = encoder.getClass().getSimpleName();
        Evidence evidence = new Evidence("the running '" + name + "'", type + " was asked to encode a text twice");
        return weakness(encoder, type)
                .map(problem -> Finding.fail(ID, name, problem, remedy(name), evidence))
                .orElseGet(() -> Finding.pass(ID, name, evidence));
    }

    private static Optional<String> weakness(PasswordEncoder encoder, String type) {
        String first = String.valueOf(encoder.encode(PROBE));
        if (first.contains(PROBE)) {
            return Optional.of("Passwords are stored as they are: whoever sees the table has all of them.");
        }
        if (FAST.contains(type) || FAST_IN_DELEGATION.matcher(first).matches()) {
            return Optional.of("Passwords are stored as a fast hash, of which billions are tried in a second.");
        }
        if (first.equals(encoder.encode(PROBE))) {
            return Optional.of("Passwords are stored as a hash without salt: equal passwords are seen, and known hashes"
                    + " are looked up.");
        }
        Matcher bcrypt = BCRYPT.matcher(first);
        return bcrypt.matches() && Integer.parseInt(bcrypt.group(1)) < LEAST_STRENGTH
                ? Optional.of("BCrypt runs with the strength " + Integer.parseInt(bcrypt.group(1))
                        + "; each step below " + LEAST_STRENGTH + " halves the work of somebody who guesses.")
                : Optional.empty();
    }

    private static String remedy(String name) {
        return """
                @Bean
                PasswordEncoder %s() {
                    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
                }""".formatted(name);
    }
}
