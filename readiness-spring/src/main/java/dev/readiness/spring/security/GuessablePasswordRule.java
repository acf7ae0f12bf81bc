package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Tries well-known passwords on the users that the application itself brings.
 *
 * <p>Only as many comparisons are made as {@link #MOST_COMPARISONS} says, because an encoder is slow on purpose. A password
 * never appears in a finding.
 */
final class GuessablePasswordRule implements ReadinessRule {

    private static final String ID = "access.guessable-password";

    private static final int MOST_COMPARISONS = 300;

    private static final Evidence TRIED =
            new Evidence("the application's password encoder", "well-known passwords and the user's name were tried");

    private final Supplier<List<UserDetailsService>> stores;

    private final Supplier<PasswordEncoder> encoder;

    GuessablePasswordRule(Supplier<List<UserDetailsService>> stores, Supplier<PasswordEncoder> encoder) {
        this.stores = stores;
        this.encoder = encoder;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        Guesses guesses = new Guesses(encoder.get(), MOST_COMPARISONS);
        for (UserDetailsService store : stores.get()) {
            if (store instanceof InMemoryUserDetailsManager users) {
                InMemoryUsers.of(users).stream()
                        .map(user -> assess(user, guesses))
                        .forEach(findings::add);
            } else {
                findings.add(Finding.notApplicable(
                        ID,
                        store.getClass().getSimpleName(),
                        "Its users are in a store that cannot be listed from here"));
            }
        }
        return findings;
    }

    private static Finding assess(UserDetails user, Guesses guesses) {
        String where = "user " + user.getUsername();
        return switch (guesses.isGuessable(user)) {
            case NO -> Finding.pass(ID, where, TRIED);
            case NOT_TRIED -> Finding.unknown(ID, where, "There are more users than passwords can be tried on");
            case YES ->
                Finding.fail(
                        ID,
                        where,
                        "The password of '%s' is a well-known one, or the user's name.".formatted(user.getUsername()),
                        "Give each person an account of their own, read the password of '%s' from a secret source, and change it."
                                .formatted(user.getUsername()),
                        TRIED);
        };
    }
}
