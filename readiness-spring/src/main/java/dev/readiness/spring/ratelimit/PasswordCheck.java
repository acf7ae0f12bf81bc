package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginProtection;
import dev.readiness.ratelimit.LoginProtection.State;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A place where passwords are checked.
 *
 * @param name what the report calls it
 * @param limited whether the limiter is asked there first
 */
record PasswordCheck(String name, boolean limited) {

    /** Code that compares a password by itself, which no manager and no filter sees. */
    static List<PasswordCheck> inCodeOf(ApplicationClassFiles files) {
        Set<String> places = new TreeSet<>();
        files.read(() -> new OwnPasswordChecks(places));
        return places.stream().map(place -> new PasswordCheck(place, false)).toList();
    }

    static LoginProtection judge(List<PasswordCheck> checks) {
        if (checks.isEmpty()) {
            return new LoginProtection(
                    State.NO_PASSWORDS,
                    "No filter of a security chain and no authentication manager checks passwords.");
        }
        return checks.stream().allMatch(PasswordCheck::limited)
                ? new LoginProtection(State.LIMITED, names(checks, check -> true) + " asks the login limiter first.")
                : new LoginProtection(
                        State.UNLIMITED,
                        names(checks, check -> !check.limited()) + " checks passwords without asking a limiter.");
    }

    private static String names(List<PasswordCheck> checks, Predicate<PasswordCheck> which) {
        return checks.stream().filter(which).map(PasswordCheck::name).distinct().collect(Collectors.joining(", "));
    }
}
