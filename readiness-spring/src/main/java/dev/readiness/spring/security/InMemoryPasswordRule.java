package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Finds users in memory whose password is kept as it is, or is that of another user. No password appears in a finding. */
final class InMemoryPasswordRule implements ReadinessRule {

    private static final String ID = "access.password-shared-or-plain";

    private static final String PLAIN = "{noop}";

    private final Supplier<List<UserDetailsService>> stores;

    /**
     * @param stores the application's own; the user that Spring Boot makes is the matter of another rule
     */
    InMemoryPasswordRule(Supplier<List<UserDetailsService>> stores) {
        this.stores = stores;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<UserDetails> users = stores.get().stream()
                .filter(InMemoryUserDetailsManager.class::isInstance)
                .flatMap(store -> InMemoryUsers.of((InMemoryUserDetailsManager) store).stream())
                .toList();
        if (users.isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No user is kept in memory."));
        }
        Map<String, Long> owners = users.stream()
                .map(InMemoryPasswordRule::passwordOf)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return users.stream()
                .map(user -> assess(user, owners.getOrDefault(passwordOf(user), 1L)))
                .toList();
    }

    private static Finding assess(UserDetails user, long owners) {
        String where = "user " + user.getUsername();
        if (owners > 1) {
            return Finding.fail(
                    ID,
                    where,
                    "'%s' has the password of another user, character by character: nobody can say which of them it was."
                            .formatted(user.getUsername()),
                    "Give each person an account and a password of their own.",
                    new Evidence("the running users in memory", owners + " users have an equal password or hash"));
        }
        if (passwordOf(user).startsWith(PLAIN)) {
            return Finding.fail(
                    ID,
                    where,
                    "The password of '%s' is kept as it is: whoever reads the memory or the configuration has it."
                            .formatted(user.getUsername()),
                    "Keep a hash: run 'spring encodepassword', or PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(...), once, and set its result in place of the password.",
                    new Evidence("the running users in memory", "the stored form begins with {noop}"));
        }
        return Finding.pass(ID, where, new Evidence("the running users in memory", "a hash that no other user has"));
    }

    private static String passwordOf(UserDetails user) {
        return String.valueOf(user.getPassword());
    }
}
