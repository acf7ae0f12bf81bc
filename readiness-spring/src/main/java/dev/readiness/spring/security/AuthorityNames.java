package dev.readiness.spring.security;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads expressions of Spring Security. They are never evaluated here: what is read only says whom it is worth asking about,
 * and whether an answer can depend on more than authorities.
 */
final class AuthorityNames {

    private static final Pattern CALL =
            Pattern.compile("\\bhas(?:Any|All)?(Roles?|Authority|Authorities)\\s*\\(([^()]*)\\)");

    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'|\"([^\"]*)\"");

    private static final Pattern WORD = Pattern.compile("[^\\s(),!]+");

    /** What asks about nothing but authorities and whether somebody is logged in. */
    private static final Set<String> ABOUT_AUTHORITIES = Set.of(
            "hasRole",
            "hasAnyRole",
            "hasAllRoles",
            "hasAuthority",
            "hasAnyAuthority",
            "hasAllAuthorities",
            "isAuthenticated",
            "isFullyAuthenticated",
            "isAnonymous",
            "isRememberMe",
            "authenticated",
            "fullyAuthenticated",
            "anonymous",
            "permitAll",
            "denyAll",
            "and",
            "or",
            "not",
            "&&",
            "||",
            "true",
            "false");

    private AuthorityNames() {}

    /** Returns the authorities that {@code expression} names; those that a template leaves open are left out. */
    static Stream<String> in(String expression, String rolePrefix) {
        return CALL.matcher(expression)
                .results()
                .flatMap(call -> LITERAL.matcher(call.group(2))
                        .results()
                        .map(literal -> literal.group(1) == null ? literal.group(2) : literal.group(1))
                        .map(name -> call.group(1).startsWith("Role") && !name.startsWith(rolePrefix)
                                ? rolePrefix + name
                                : name))
                .filter(name -> !name.contains("{"));
    }

    /** Returns whether {@code expression} asks about nothing but authorities and whether somebody is logged in. */
    static boolean decideAlone(String expression) {
        Matcher words = WORD.matcher(LITERAL.matcher(expression).replaceAll(" "));
        return words.results().allMatch(word -> ABOUT_AUTHORITIES.contains(word.group()));
    }
}
